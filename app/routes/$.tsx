import { notFound } from "~/domain/kernel/errors";
import { defineLoader } from "~/web/define.server";

/** An address that is no page: answered within the frame, so that a person finds their way on. */
export const loader = defineLoader({ access: "public" }, () => {
  throw notFound("unknown_page");
});

export default function Nowhere() {
  return null;
}
