/** `npm run dev`: embedded PostgreSQL, the worker, and both origins with routes reloaded on every change. */
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { startEmbeddedPostgres } from "~/platform/db/embedded.server";
import { env, forgetEnvironment, isEmbedded, masterSecret } from "~/platform/env.server";
import { demoPassword } from "./demo-password";
import { prepareDatabase } from "./prepare";

process.env.NODE_ENV = "development";
process.env.BREAKWATER_SECRET ??= masterSecret();
const embedded = isEmbedded();
if (embedded) {
  const postgres = await startEmbeddedPostgres();
  process.env.DATABASE_URL = postgres.url;
  process.once("exit", () => void postgres.stop());
}
process.env.BREAKWATER_DEMO_PASSWORD = demoPassword();
forgetEnvironment();
await prepareDatabase({ mode: "demo", demo: true, mayStartOver: embedded });

const { createServer: createVite } = await import("vite");
const vite = await createVite({ server: { middlewareMode: true } });
const { contentApplication } = await import("./content");
const { default: express } = await import("express");
const app = express();
app.use(vite.middlewares);
app.use(async (request, response, next) => {
  try {
    const { webApplication } = await vite.ssrLoadModule("./app/server/application.ts");
    const build = (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild;
    webApplication(build)(request, response, next);
  } catch (error) {
    next(error);
  }
});
createServer(app).listen(env().port, env().host);
createServer(contentApplication()).listen(env().contentPort, env().host);
spawn(process.execPath, ["--import", "tsx", "workers/main.ts"], {
  stdio: "inherit",
  env: process.env,
});
console.log(
  `Development server on ${env().appOrigin}, password ${process.env.BREAKWATER_DEMO_PASSWORD}`,
);
