import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const locale = (name: string) =>
  JSON.parse(readFileSync(`app/ui/locales/en/${name}.json`, "utf8")) as Record<
    string,
    Record<string, string>
  >;
const { problems = {}, errors = {} } = locale("rosters");

const folders = ["app/domain/cohorts/roster", "app/domain/cohorts/commands"];
const sources = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => /\.ts$/.test(file) && !file.includes(".test."))
    .map((file) => readFileSync(join(folder, file), "utf8")),
);
const given = (pattern: RegExp) =>
  sources.flatMap((source) => [...source.matchAll(pattern)].map(([, reason = ""]) => reason));

it("every problem of a row has a sentence", () => {
  const reasons = given(/complain\(\s*(?:"\w+"|field),\s*"(\w+)"/g);
  expect(reasons.length).toBeGreaterThan(20);
  expect(reasons.filter((reason) => !problems[reason])).toEqual([]);
});

it("every refusal of a file has a sentence", () => {
  const reasons = given(/refuse\(\s*"(\w+)"/g);
  expect(reasons.length).toBeGreaterThan(15);
  expect(reasons.filter((reason) => !errors[reason])).toEqual([]);
});
