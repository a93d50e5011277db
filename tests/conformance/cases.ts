/** The cases of ADL's suite that are on this machine. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { packagePath } from "../setup/real-packages";
import { type AdlCase, parseCase } from "./adl-case";

const FOLDER = "adl-2004-4th";

/** Every case, by name; none when they are not here. */
export function listCases(): AdlCase[] {
  const folder = packagePath(FOLDER);
  if (!existsSync(folder)) return [];
  const commands = readFileSync(`${folder}/Commands.properties`, "utf8");
  return readdirSync(`${folder}/cases`)
    .filter((file) => file.endsWith(".properties"))
    .map((file) => {
      const name = file.replace(".properties", "");
      const read = (ending: string) => readFileSync(`${folder}/cases/${name}.${ending}`, "utf8");
      return parseCase(name, read("imsmanifest.xml"), read("properties"), commands);
    });
}
