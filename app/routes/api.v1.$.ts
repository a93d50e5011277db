import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { ENDPOINTS } from "~/web/api/endpoints.server";
import { answerApi } from "~/web/api.server";

export const loader = ({ request, context }: LoaderFunctionArgs) =>
  answerApi(ENDPOINTS, request, context);

export const action = ({ request, context }: ActionFunctionArgs) =>
  answerApi(ENDPOINTS, request, context);
