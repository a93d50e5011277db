import { launch } from "~/domain/learning/commands.server";
import { LaunchInput } from "~/domain/learning/input.server";
import { defineJsonAction } from "~/web/json.server";

export const action = defineJsonAction(LaunchInput, ({ actor, body }) =>
  launch(actor, body.registrationId, body),
);
