/** One password for every demo account: given, or made on the first start and kept beside the other secrets. */
import { randomInt } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "~/platform/env.server";

const WORDS = [
  "anchor",
  "beacon",
  "cedar",
  "coral",
  "harbour",
  "island",
  "lagoon",
  "mangrove",
  "palm",
  "reef",
  "shore",
  "tide",
];

export function demoPassword(): string {
  const given = env().demoPassword;
  if (given) return given;
  const file = join(env().dataDir, "secrets", "demo-password");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const password = `${pick()}-${pick()}-${pick()}-${randomInt(1000, 9999)}`;
  mkdirSync(join(env().dataDir, "secrets"), { recursive: true, mode: 0o700 });
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

const pick = () => WORDS[randomInt(WORDS.length)] ?? "harbour";
