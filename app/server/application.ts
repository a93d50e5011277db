/** The application's origin as an Express handler: health, headers, static files, then Remix. */
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import sirv from "sirv";
import { env } from "~/platform/env.server";
import { requestContext } from "~/web/context.server";
import { refuseForeignWrites, securityHeaders } from "./headers";
import { livez, readyz } from "./health";

/** The application as an Express handler, without listening. */
export function webApplication(remixBuild: ServerBuild) {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", "loopback");
  app.get("/healthz", livez);
  app.get("/readyz", readyz);
  app.use(securityHeaders());
  app.use(compression());
  app.use(
    "/assets",
    sirv("build/client/assets", { immutable: true, maxAge: 31_536_000, brotli: true, gzip: true }),
  );
  app.use(sirv("build/client", { maxAge: 3600, brotli: true, gzip: true, extensions: [] }));
  app.use(refuseForeignWrites);
  app.all(
    "*",
    createRequestHandler({
      build: remixBuild,
      mode: env().mode,
      getLoadContext: async (request, response) =>
        requestContext(
          new Headers({
            cookie: request.headers.cookie ?? "",
            "user-agent": request.headers["user-agent"] ?? "",
          }),
          request.ip ?? "",
          response.locals.nonce,
        ),
    }),
  );
  return app;
}
