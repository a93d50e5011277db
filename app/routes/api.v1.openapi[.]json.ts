import { ENDPOINTS } from "~/web/api/endpoints.server";
import { describeApi } from "~/web/openapi.server";

export const loader = () => Response.json(describeApi(ENDPOINTS));
