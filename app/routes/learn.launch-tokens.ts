import { recallLaunches } from "~/domain/learning/commands/recall-launches.server";
import { LaunchTokensInput } from "~/domain/learning/input.server";
import { defineJsonAction } from "~/web/json.server";

export const action = defineJsonAction(LaunchTokensInput, ({ actor, body }) =>
  recallLaunches(actor, body.launches),
);
