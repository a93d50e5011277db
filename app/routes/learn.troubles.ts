import { reportTrouble } from "~/domain/operations/commands/troubles.server";
import { TroubleInput } from "~/domain/operations/input.server";
import { defineJsonAction } from "~/web/json.server";

export const action = defineJsonAction(TroubleInput, ({ actor, body }) =>
  reportTrouble(actor, body),
);
