/** The ledger, the gap matrix and certificates. */
import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { stringify } from "csv-stringify/sync";
import { verifyLedger } from "~/domain/capacity/commands/verify-ledger.server";
import { revokeAward } from "~/domain/certification/commands.server";
import { RevokeInput } from "~/domain/certification/input.server";
import { getMatrix } from "~/domain/gap-analysis/queries.server";
import { getActorByEmail } from "~/domain/identity/queries/tokens.server";
import { matrixRows } from "~/web/matrix-rows.server";
import { parse } from "./arguments";
import { answer, Failure, progress } from "./output";

export function capacityCommands(program: Command): void {
  program
    .command("capacity")
    .description("the capacity ledger")
    .command("verify")
    .description(
      "rebuild every person's holdings from awards and postings and compare with the ledger; ends with 1 on a difference",
    )
    .action(async (_options, command: Command) => {
      const bar = progress(command, "people");
      const report = await verifyLedger(bar.at).finally(bar.end);
      answer(command, report, ({ people, deltas, staleHoldings, differences }) => [
        `${people} people, ${deltas} deltas`,
        ...staleHoldings.map((id) => `holdings differ: person ${id}`),
        ...differences.map(
          (d) => `sum differs: ${d.series}: ledger ${d.ledger}, rebuilt ${d.rebuilt}`,
        ),
        staleHoldings.length + differences.length === 0
          ? "The ledger is right."
          : "The ledger is wrong.",
      ]);
      if (report.staleHoldings.length + report.differences.length > 0) throw new Failure();
    });
  program
    .command("gap")
    .description("the gap matrix")
    .command("export")
    .description("the matrix as a person may see it, as CSV (or JSON with --json)")
    .requiredOption("--as <email>", "whose view")
    .option("--output <file>", "write to a file instead of the terminal")
    .action(async (options, command: Command) => {
      const rows = matrixRows(await getMatrix(await getActorByEmail(options.as)));
      const json = command.optsWithGlobals().json === true;
      const text = json
        ? JSON.stringify(rows, null, 2)
        : stringify(rows, { header: true, escape_formulas: true });
      if (options.output) await writeFile(options.output, text);
      else process.stdout.write(text);
    });
  program
    .command("award")
    .description("certificates")
    .command("revoke <awardId>")
    .description("revoke a certificate from a day on, in the name of a person who may")
    .requiredOption("--as <email>", "who revokes")
    .requiredOption("--on <day>", "first day it no longer counts, year-month-day")
    .requiredOption("--reason <reason>")
    .action(async (awardId: string, options, command: Command) => {
      const input = parse(RevokeInput.omit({ confirmed: true }), {
        effectiveOn: options.on,
        reason: options.reason,
      });
      const result = await revokeAward(await getActorByEmail(options.as), awardId, input);
      answer(command, result, () => [`Revoked from ${input.effectiveOn}.`]);
    });
}
