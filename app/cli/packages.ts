/** Packages. */
import { access } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { getActorByEmail } from "~/domain/identity/queries/tokens.server";
import { findOrganisation } from "~/domain/organisations/queries.server";
import { importPackageFile } from "~/domain/packages/commands.server";
import { answer } from "./output";

export function packageCommands(program: Command): void {
  program
    .command("package")
    .description("packages")
    .command("import <file>")
    .description("import a SCORM archive, in the name of a person who may")
    .requiredOption("--as <email>", "who imports")
    .requiredOption("--organisation <key>", "for which organisation")
    .option("--title <title>", "instead of the manifest's title")
    .option("--replace <packageId>", "make it the next version of this package")
    .action(async (file: string, options, command: Command) => {
      const filePath = resolve(file);
      await access(filePath);
      const organisation = await findOrganisation(options.organisation);
      const result = await importPackageFile(await getActorByEmail(options.as), {
        organisationId: organisation.id,
        filePath,
        title: options.title,
        packageId: options.replace,
      });
      answer(command, result, ({ title, number, packageId, isNew }) => [
        `${title}, version ${number}, ${isNew ? "imported" : "was there already"}: ${packageId}`,
      ]);
    });
}
