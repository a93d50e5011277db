/**
 * The content origin: uploaded packages, one origin per registration, no cookies, nothing of the application (DESIGN §5).
 * /_bw/ is ours; everything else is a file of the package that the capability in the path stands for.
 */
import { pipeline } from "node:stream";
import compression from "compression";
import express, { type Request, type Response } from "express";
import { type ContentFile, openContent } from "~/platform/db/content.server";
import { env } from "~/platform/env.server";
import { openObject } from "~/platform/storage/storage.server";
import { shells } from "./shells";

const CAPABILITY = /^\/([a-z2-7]{26})\/(.+)$/;

/** The content origin as an Express handler. */
export function contentApplication() {
  const app = express();
  app.disable("x-powered-by");
  app.use((request, response, next) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    response.setHeader("Content-Security-Policy", contentPolicy());
    if (request.headers["service-worker"] === "script") refuse(response, 403);
    else if (request.method !== "GET" && request.method !== "HEAD") refuse(response, 405);
    else next();
  });
  app.use("/_bw", shells());
  app.use(compression({ filter: isCompressible }));
  app.get("*", (request, response) => {
    serve(request, response).catch(() => refuse(response, 500));
  });
  return app;
}

/** What a lesson has no business with; the player's frame hands on full screen alone. */
const DENIED = [
  ...[
    "bluetooth",
    "camera",
    "clipboard-read",
    "display-capture",
    "geolocation",
    "hid",
    "idle-detection",
    "local-fonts",
  ],
  ...[
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
  ],
  "window-management",
];

const HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "Origin-Agent-Cluster": "?1",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  // names that are looked up tell a third party what a lesson wants to tell it
  "X-DNS-Prefetch-Control": "off",
  "Permissions-Policy": DENIED.map((feature) => `${feature}=()`).join(", "),
};

/** Real packages need inline scripts and eval; what they may not do is talk to, frame or submit to anyone else. */
function contentPolicy(): string {
  return [
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:",
    "form-action 'self'",
    "base-uri 'self'",
    "object-src 'self'",
    "worker-src 'self' blob:",
    `frame-ancestors 'self' ${env().appOrigin}`,
  ].join("; ");
}

/** A refusal may be over a moment later, so no browser keeps it. */
function refuse(response: Response, status: number): void {
  response
    .status(status)
    .setHeader("Cache-Control", "no-store")
    .type("text/plain")
    .send(status === 404 ? "There is no such file in this package." : "Refused.");
}

async function serve(request: Request, response: Response): Promise<void> {
  const match = CAPABILITY.exec(request.path);
  if (!match) return refuse(response, 404);
  const [, capability = "", encoded = ""] = match;
  const file = await openContent(capability, decode(encoded));
  if (!file || !matchesLabel(request, file.label)) return refuse(response, 404);
  response.setHeader("Content-Type", file.mediaType);
  // a strong tag stands for the same bytes in every coding (RFC 9110 §8.8.3.3)
  const isCoded = isCompressible(request, response);
  if (isCoded) response.vary("Accept-Encoding");
  response.setHeader("ETag", isCoded ? `W/"${file.sha256}"` : `"${file.sha256}"`);
  response.setHeader("Accept-Ranges", "bytes");
  response.setHeader("Cache-Control", "private, max-age=31536000, immutable");
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  const range = isAskedOfThis(request, file) ? parseRange(request.headers.range, file.size) : null;
  if (range === "unsatisfiable") {
    response.setHeader("Content-Range", `bytes */${file.size}`);
    return refuse(response, 416);
  }
  if (range)
    response
      .status(206)
      .setHeader("Content-Range", `bytes ${range.start}-${range.end}/${file.size}`);
  response.setHeader("Content-Length", range ? range.end - range.start + 1 : file.size);
  if (request.method === "HEAD" || file.size === 0) {
    response.end();
    return;
  }
  // whoever goes away before the end leaves no file open
  pipeline(openObject(file.sha256, range ?? undefined), response, () => {});
}

/** Types that shrink, whole: bytes of a range are counted in the file as it is. */
const isCompressible = (request: Request, response: Response): boolean =>
  !response.hasHeader("Content-Range") && compression.filter(request, response);

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded).normalize("NFC");
  } catch {
    return encoded;
  }
}

/** Each registration has its own origin; its files are not served on another's. */
const matchesLabel = (request: Request, label: string) =>
  (request.headers.host ?? "").toLowerCase().startsWith(`${label}.`);

/** A range counts for the version it was asked of: any other gets the whole file (RFC 9110 §13.1.5). We send no dates. */
const isAskedOfThis = (request: Request, { sha256 }: ContentFile) => {
  const asked = request.headers["if-range"];
  return asked === undefined || asked === `"${sha256}"`;
};

/**
 * One byte range, as media players ask (RFC 9110 §14). Several ranges, another unit and a range that makes no sense are answered
 * with the whole file, which is always allowed.
 */
export function parseRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | "unsatisfiable" | null {
  const [, from = "", to = ""] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header ?? "") ?? [];
  if (from === "" && to === "") return null;
  if (from !== "" && to !== "" && Number(to) < Number(from)) return null;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return start > end ? "unsatisfiable" : { start, end };
}
