import { saveCommit } from "~/domain/learning/commands.server";
import { CommitInput } from "~/domain/learning/input.server";
import { defineJsonAction } from "~/web/json.server";

export const action = defineJsonAction(CommitInput, ({ actor, body }) => saveCommit(actor, body));
