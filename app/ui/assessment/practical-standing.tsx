/** Where a practical stands for whoever opened it: what they would sign, who signed before them, and what stands in their way. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Notice } from "~/ui/blocks";
import { formatInstant } from "~/ui/format";
import { type Practical, practicalPath } from "./marking";

type StandingProps = { practical: Practical; isCorrection: boolean; isMarking: boolean };

export function PracticalStanding({ practical, isCorrection, isMarking }: StandingProps) {
  const { t } = useTranslation(["practicals", "assessment"]);
  const { obstacle, missing, part, rubric } = practical;
  if (obstacle && !isCorrection) {
    return (
      <Notice kind={obstacle === "may_not_mark" ? "info" : "warning"}>
        <p>{t(`obstacles.${obstacle}`)}</p>
        <Signers practical={practical} />
      </Notice>
    );
  }
  if (missing > 0) {
    return (
      <Notice kind="warning">
        <strong>{t("assessment:practical.notReadyTitle")}</strong>
        <p>{t("assessment:practical.notReadyBody", { count: missing })}</p>
      </Notice>
    );
  }
  if (rubric.assessors === 1 || !part || isCorrection) return null;
  return (
    <Notice kind={practical.state === "disputed" ? "warning" : "info"}>
      {practical.isEvaluator && !isMarking ? (
        <Waiting practical={practical} />
      ) : (
        <>
          <strong>{t(`parts.${part}.title`)}</strong>
          <p>{t(`parts.${part}.body`)}</p>
          <Signers practical={practical} />
        </>
      )}
    </Notice>
  );
}

/** The evaluator has signed: another person comes next, and the way round it needs a reason. */
function Waiting({ practical }: { practical: Practical }) {
  const { t } = useTranslation("practicals");
  return (
    <>
      <strong>{t("waiting.title")}</strong>
      <p>{t("waiting.body")}</p>
      {practical.mayMark && (
        <p>
          <Link to={`${practicalPath(practical)}?alone=yes`}>{t("waiting.alone")}</Link>
        </p>
      )}
    </>
  );
}

function Signers({ practical: { signers, zone } }: { practical: Practical }) {
  const { t } = useTranslation("practicals");
  if (signers.length === 0) return null;
  return (
    <ul>
      {[...signers].reverse().map(({ part, assessor, signedAt }) => (
        <li key={part}>
          {t("signer", {
            part: t(`parts.${part}.name`),
            name: assessor ?? t("unknownSigner"),
            when: formatInstant(signedAt, zone),
          })}
        </li>
      ))}
    </ul>
  );
}
