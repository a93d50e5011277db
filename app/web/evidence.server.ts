/** Evidence of practicals over HTTP: how much is received at once, and how a file is handed out. */
import { createReadableStreamFromReadable } from "@remix-run/node";
import type { EvidenceFile } from "~/domain/assessment/queries/evidence.server";
import { EVIDENCE_BYTES, EVIDENCE_FILES } from "~/domain/assessment/schema";
import type { UploadLimits } from "./upload.server";

/** One byte and a few files more than allowed: the domain says which file is too large, and that there are too many. */
export const evidenceLimits: UploadLimits = {
  files: EVIDENCE_FILES + 2,
  fileBytes: EVIDENCE_BYTES + 1,
  fields: 100,
};

/** Always a download, never a page: what somebody uploaded is not run in this application's name. */
export function evidenceResponse({ name, mediaType, bytes, open }: EvidenceFile): Response {
  return new Response(createReadableStreamFromReadable(open()), {
    headers: {
      "Content-Type": mediaType,
      "Content-Length": String(bytes),
      "Content-Disposition": `attachment; filename="${asciiOf(name)}"; filename*=UTF-8''${encoded(name)}`,
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Cache-Control": "private, no-store",
    },
  });
}

const asciiOf = (name: string): string => name.replace(/[^\x20-\x7e]|["\\%]/g, "_");

const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
