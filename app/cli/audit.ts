/** The audit trail. */
import type { Command } from "commander";
import { sealAudit, verifyAudit } from "~/domain/audit/commands.server";
import { type ChainReport, isSound } from "~/domain/audit/schema";
import { answer, Failure } from "./output";

export function auditCommands(program: Command): void {
  const audit = program.command("audit").description("the audit trail");
  audit
    .command("verify")
    .description(
      "check every chain, and every head kept outside the database; ends with 1 when something was tampered with",
    )
    .action(async (_options, command: Command) => {
      const chains = await verifyAudit();
      answer(command, chains, (found) => found.map(line));
      if (!chains.every(isSound)) throw new Failure();
    });
  audit
    .command("seal")
    .description("link what waits; the worker does this every five seconds")
    .action(async (_options, command: Command) => {
      answer(command, { sealed: await sealAudit() }, ({ sealed }) => [`${sealed} events sealed`]);
    });
}

const line = (chain: ChainReport): string =>
  `${chain.chain}: ${isSound(chain) ? "sound" : "TAMPERED WITH"}, ${chain.events} events, ${chain.unsealed} not sealed yet, ` +
  `${chain.faults} faults, ${chain.lostHeads} lost heads, head ${chain.head ?? "none"}`;
