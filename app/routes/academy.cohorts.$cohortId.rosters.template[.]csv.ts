import { defineLoader } from "~/web/define.server";
import { templateFile } from "~/web/roster-files.server";

export const loader = defineLoader({ access: "signed-in" }, () => templateFile(null));
