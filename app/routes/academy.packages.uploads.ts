import { beginUpload } from "~/domain/packages/commands/begin-upload.server";
import { UploadInput } from "~/domain/packages/input.server";
import { defineJsonAction } from "~/web/json.server";

export const action = defineJsonAction(UploadInput, ({ actor, body }) => beginUpload(actor, body));
