/** Accounts, invitations and tokens. */
import type { Command } from "commander";
import { createPersonAsOperator } from "~/domain/identity/commands/operator.server";
import { createToken } from "~/domain/identity/commands/tokens.server";
import { invitePerson } from "~/domain/identity/commands.server";
import {
  CreatePersonInput,
  CreateTokenInput,
  InvitePersonInput,
} from "~/domain/identity/input.server";
import { findPersonByEmail, getActorByEmail } from "~/domain/identity/queries/tokens.server";
import { API_SCOPES } from "~/domain/identity/schema";
import { findOrganisation } from "~/domain/organisations/queries.server";
import { env } from "~/platform/env.server";
import { firstLine, parse } from "./arguments";
import { answer } from "./output";

export function identityCommands(program: Command): void {
  const user = program.command("user").description("accounts");
  user
    .command("create")
    .description(
      "make an account without an invitation; the password is the first line of standard input",
    )
    .requiredOption("--name <name>", "full name")
    .requiredOption("--email <email>")
    .requiredOption("--organisation <key>", "key of the organisation, such as caricom-impacs")
    .requiredOption("--profession <key>", "key of the profession, such as senior_official")
    .option("--country <iso2>", "needed for regional organisations")
    .option("--admin", "make this person a system administrator", false)
    .action(async (options, command: Command) => {
      const input = parse(CreatePersonInput, {
        ...options,
        fullName: options.name,
        password: await firstLine(),
      });
      const made = await createPersonAsOperator(input);
      answer(command, made, () => [`${input.fullName} can sign in as ${input.email}.`]);
    });
  user
    .command("invite")
    .description("invite a person by e-mail, in the name of a person who may")
    .requiredOption("--as <email>", "who invites")
    .requiredOption("--name <name>", "full name")
    .requiredOption("--email <email>")
    .requiredOption("--organisation <key>")
    .requiredOption("--profession <key>")
    .action(async (options, command: Command) => {
      const actor = await getActorByEmail(options.as);
      const organisation = await findOrganisation(options.organisation);
      const input = parse(InvitePersonInput, {
        fullName: options.name,
        email: options.email,
        professionKey: options.profession,
        organisationId: organisation.id,
      });
      const { code } = await invitePerson(actor, input);
      const link = `${env().appOrigin}/invitations/${code}`;
      answer(command, { link }, () => [`The invitation is on its way. Its link: ${link}`]);
    });
  program
    .command("token")
    .description("tokens of the API")
    .command("create")
    .description("make a token for a person; it is shown this once")
    .requiredOption("--for <email>", "whose token")
    .requiredOption("--name <name>", "what it is for")
    .requiredOption("--scopes <scopes...>", `any of ${API_SCOPES.join(", ")}`)
    .option("--days <days>", "how long it works", "90")
    .action(async (options, command: Command) => {
      const person = await findPersonByEmail(options.for);
      const made = await createToken(person, parse(CreateTokenInput, options));
      answer(command, made, ({ token }) => [token]);
    });
}
