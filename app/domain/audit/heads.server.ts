/** Heads of the audit chains, kept as files outside the database: one file a day, written once. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { env } from "~/platform/env.server";

const Heads = z.array(z.object({ chain: z.string(), sequence: z.number(), hash: z.string() }));
export type Head = z.infer<typeof Heads>[number];

const folder = () => join(env().dataDir, "audit-heads");

/** Keeps the heads under the day's name. Answers false when that day has its file. */
export async function keepHeads(day: string, heads: Head[]): Promise<boolean> {
  await mkdir(folder(), { recursive: true });
  try {
    await writeFile(join(folder(), `${day}.json`), JSON.stringify(heads, null, 2), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Every head ever kept, oldest first. */
export async function readHeads(): Promise<Head[]> {
  const files = await readdir(folder()).catch(() => []);
  const kept = files.filter((file) => file.endsWith(".json")).sort();
  const read = kept.map(async (file) =>
    Heads.parse(JSON.parse(await readFile(join(folder(), file), "utf8"))),
  );
  return (await Promise.all(read)).flat();
}
