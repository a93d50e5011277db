/** Real packages from other makers, used in place when present: ../shared/packages or BREAKWATER_PACKAGES. */
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const folder = resolve(process.env.BREAKWATER_PACKAGES ?? "../shared/packages");

export const havePackages = existsSync(folder);
if (!havePackages)
  console.warn("Skipped: no real packages found. Name their folder with BREAKWATER_PACKAGES.");

export const packagePath = (name: string): string => join(folder, name);

export const packagesIn = (name: string): string[] => filesIn(name, ".zip");

export const manifestsIn = (name: string): string[] => filesIn(name, ".imsmanifest.xml");

const filesIn = (name: string, ending: string) =>
  havePackages ? readdirSync(join(folder, name)).filter((file) => file.endsWith(ending)) : [];
