/** Security headers of every answer of the application's origin (DESIGN §4.10, §5). */
import { randomBytes } from "node:crypto";
import type { NextFunction, Request, Response } from "express";
import helmet from "helmet";
import { env } from "~/platform/env.server";

/** Gives each response a nonce, and only our own scripts, styles, forms and the content origin's frames a way in. */
export function securityHeaders() {
  const secure = env().appOrigin.startsWith("https:");
  const withPolicy = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: [
          "'self'",
          (_request, response) => `'nonce-${(response as Response).locals.nonce}'`,
        ],
        styleSrc: ["'self'"],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        frameSrc: ["'self'", env().contentOrigin.replace("{label}", "*")],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    referrerPolicy: { policy: "same-origin" },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: "same-origin" },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    xFrameOptions: { action: "deny" },
  });
  return (request: Request, response: Response, next: NextFunction) => {
    response.locals.nonce = randomBytes(16).toString("base64");
    response.setHeader(
      "Permissions-Policy",
      "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    );
    withPolicy(request, response, next);
  };
}

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses a browser's write that did not start on our own pages. Bearer calls and unsubscribe links carry no cookie and pass. */
export function refuseForeignWrites(
  request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (READS.has(request.method) || isBearer(request) || isCapability(request) || isOurs(request)) {
    next();
    return;
  }
  response
    .status(403)
    .type("text/plain")
    .send("This form was not sent from our own pages. Nothing was changed.");
}

function isBearer(request: Request): boolean {
  if (!request.headers.authorization?.startsWith("Bearer ")) return false;
  delete request.headers.cookie;
  return true;
}

/** A mailbox that refuses mail in its owner's name (RFC 8058) comes from elsewhere; the code in the path is its authority, no cookie. */
function isCapability(request: Request): boolean {
  if (!/^\/unsubscribe\/[a-z2-7]{26}$/.test(request.path)) return false;
  delete request.headers.cookie;
  return true;
}

function isOurs(request: Request): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  const { origin = "", host } = request.headers;
  return origin === env().appOrigin || (URL.canParse(origin) && new URL(origin).host === host);
}
