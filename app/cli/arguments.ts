/** Arguments through the same schemas as forms and the API. */
import { createInterface } from "node:readline";
import type { z } from "zod";

/** The parsed arguments. Throws with every problem named. */
export function parse<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    (issue) => `  ${issue.path.join(".")}: ${issue.message}`,
  );
  throw new Error(`These arguments cannot be used:\n${problems.join("\n")}`);
}

/** The first line of standard input: secrets do not belong among arguments, which every process can see. */
export async function firstLine(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write("Password: ");
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return line.trim();
  }
  return "";
}
