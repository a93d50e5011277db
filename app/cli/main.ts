/** `npm run cli -- <command>`: what operators do at the server. `--help` everywhere, `--json` for machines. */
import { Command } from "commander";
import { closeAuth } from "~/domain/identity/auth.server";
import { DomainError } from "~/domain/kernel/errors";
import { closeClients } from "~/platform/db/client.server";
import { translate } from "~/platform/i18n.server";
import { auditCommands } from "./audit";
import { capacityCommands } from "./capacity";
import { identityCommands } from "./identity";
import { Failure } from "./output";
import { packageCommands } from "./packages";

const program = new Command("cli")
  .description("Operates a Breakwater instance. Uses the same environment variables as npm start.")
  .option("--json", "answer as JSON, for machines")
  .showHelpAfterError();

for (const register of [identityCommands, packageCommands, capacityCommands, auditCommands])
  register(program);

/** A refusal as a sentence where there is one, with everything known about it. */
function explain(error: unknown): string {
  if (!(error instanceof DomainError))
    return error instanceof Error ? error.message : String(error);
  const { reason, cause: _cause, ...details } = error.details;
  const areas = ["packages", "identity", "certification", "tokens", "capacity", "gap-analysis"];
  const keys = areas.map((area) => `${area}:errors.${reason}`);
  const sentence = translate("en")([...keys, `common:errors.${reason}`, reason], details);
  return `${sentence} (${error.code}: ${reason}${Object.keys(details).length ? ` ${JSON.stringify(details)}` : ""})`;
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof Failure)) console.error(explain(error));
  process.exitCode = 1;
} finally {
  await Promise.allSettled([closeClients(), closeAuth()]);
}
