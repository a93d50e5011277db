import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const folder = "app/ui/locales/en";
const namespaces = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<string, unknown>,
);
const sentences = new Set(
  namespaces.flatMap((namespace) => Object.keys((namespace.errors ?? {}) as object)),
);
const common = JSON.parse(readFileSync(join(folder, "common.json"), "utf8"));

const sources = readdirSync("app", { recursive: true, encoding: "utf8" }).filter(
  (file) => /\.tsx?$/.test(file) && !file.includes(".test."),
);

/** Reasons given in the code, with the file they are given in; a page that is missing or forbidden says so in general words. */
const reasons = sources.flatMap((file) =>
  [
    ...readFileSync(join("app", file), "utf8").matchAll(
      /\b(?:invalid|conflict|gone|unavailable)\(\s*"([a-z_0-9]+)"/g,
    ),
  ].map(([, reason = ""]) => ({ file, reason })),
);

it("every refusal has a sentence that a person can act on", () => {
  expect(reasons.length).toBeGreaterThan(60);
  const mute = reasons.filter(
    ({ reason }) => !sentences.has(reason) && common.errorPage[reason] === undefined,
  );
  expect(mute).toEqual([]);
});
