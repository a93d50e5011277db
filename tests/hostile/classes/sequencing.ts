/** Sequencing that nobody could follow: references in circles, rules without end, numbers outside the standard, ends before beginnings. */
import { type HostileClass, manifestOf, times, withManifest, withSequencing } from "../corpus";

const on = (name: string, inner: string) =>
  withSequencing(name, () => `<imsss:sequencing>${inner}</imsss:sequencing>`);
const RULE = `<imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition condition="always"/></imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule>`;
const collection = (members: string) =>
  `<imsss:sequencingCollection>${members}</imsss:sequencingCollection>`;
const member = (identifier: string, reference: string) =>
  `<imsss:sequencing ID="${identifier}" IDRef="${reference}"/>`;
const objective = (measure: string) =>
  `<imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true"><imsss:minNormalizedMeasure>${measure}</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives>`;

export const SEQUENCING: HostileClass[] = [
  {
    name: "references in a circle",
    expects: "sequencing_loop",
    cases: [
      withSequencing(
        "to itself",
        () => `<imsss:sequencing IDRef="a"/>`,
        collection(member("a", "a")),
      ),
      withSequencing(
        "two",
        () => `<imsss:sequencing IDRef="a"/>`,
        collection(member("a", "b") + member("b", "a")),
      ),
      withSequencing(
        "a hundred",
        () => `<imsss:sequencing IDRef="c0"/>`,
        collection(times(100, (index) => member(`c${index}`, `c${(index + 1) % 100}`)).join("")),
      ),
      withSequencing(
        "a chain without a circle",
        () => `<imsss:sequencing IDRef="a"/>`,
        collection(`${member("a", "b")}<imsss:sequencing ID="b"/>`),
      ),
    ],
  },
  {
    name: "rules without end",
    expects: "sequencing_too_large",
    cases: [
      ...[201, 2000, 9000].map((count) =>
        on(
          `${count} rules`,
          `<imsss:sequencingRules>${RULE.repeat(count)}</imsss:sequencingRules>`,
        ),
      ),
      ...[201, 5000].map((count) =>
        on(
          `${count} rollup rules`,
          `<imsss:rollupRules>${`<imsss:rollupRule childActivitySet="none"/>`.repeat(count)}</imsss:rollupRules>`,
        ),
      ),
      ...[501, 20_000].map((count) =>
        on(
          `${count} objectives`,
          `<imsss:objectives>${times(count, (index) => `<imsss:objective objectiveID="o${index}"/>`).join("")}</imsss:objectives>`,
        ),
      ),
      withManifest("one collection, unfolded a thousand times", () =>
        manifestOf({
          items: times(
            1000,
            (index) =>
              `<item identifier="i${index}" identifierref="r"><imsss:sequencing IDRef="big"/></item>`,
          ).join(""),
          collections: collection(
            `<imsss:sequencing ID="big">${times(150, () => `<imsss:sequencingRules>${RULE}</imsss:sequencingRules>`).join("")}</imsss:sequencing>`,
          ),
        }),
      ),
    ],
  },
  {
    name: "number outside the standard",
    expects: "sequencing_out_of_range",
    cases: [
      ...["-1", "1000000000", "99999999999999999999", "1e99", "Infinity"].map((limit) =>
        on(`attempts ${limit}`, `<imsss:limitConditions attemptLimit="${limit}"/>`),
      ),
      ...["1.5", "-2", "80", "-Infinity"].map((measure) =>
        on(`measure ${measure}`, objective(measure)),
      ),
      ...["1.01", "-0.1"].map((weight) =>
        on(`weight ${weight}`, `<imsss:rollupRules objectiveMeasureWeight="${weight}"/>`),
      ),
      ...["2", "-1"].map((percent) =>
        on(
          `percent ${percent}`,
          `<imsss:rollupRules><imsss:rollupRule minimumPercent="${percent}"/></imsss:rollupRules>`,
        ),
      ),
      ...["-1", "99999"].map((count) =>
        on(
          `count ${count}`,
          `<imsss:rollupRules><imsss:rollupRule minimumCount="${count}"/></imsss:rollupRules>`,
        ),
      ),
      ...["-1", "1e9"].map((count) =>
        on(`select ${count}`, `<imsss:randomizationControls selectCount="${count}"/>`),
      ),
      on(
        "threshold",
        `<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition measureThreshold="7"/></imsss:ruleConditions></imsss:preConditionRule></imsss:sequencingRules>`,
      ),
      ...["101", "-1", "1e9"].map((score) =>
        withSequencing(
          `mastery ${score}`,
          () => `<adlcp:masteryscore>${score}</adlcp:masteryscore>`,
        ),
      ),
      withSequencing(
        "completion at 7",
        () => `<adlcp:completionThreshold minProgressMeasure="7"/>`,
      ),
    ],
  },
  {
    name: "ends before it begins",
    expects: "sequencing_contradicts",
    cases: [
      on(
        "a year",
        `<imsss:limitConditions beginTimeLimit="2027-01-01T00:00:00" endTimeLimit="2026-01-01T00:00:00"/>`,
      ),
      on(
        "a second",
        `<imsss:limitConditions beginTimeLimit="2027-01-01T00:00:01" endTimeLimit="2027-01-01T00:00:00"/>`,
      ),
    ],
  },
  {
    name: "objective of one name twice",
    expects: "objective_twice",
    cases: [
      on(
        "two",
        `<imsss:objectives><imsss:objective objectiveID="o"/><imsss:objective objectiveID="o"/></imsss:objectives>`,
      ),
      on(
        "the primary's",
        `<imsss:objectives><imsss:primaryObjective objectiveID="o"/><imsss:objective objectiveID="o"/></imsss:objectives>`,
      ),
    ],
  },
];
