/**
 * The web process: the application on PORT and the content origin on CONTENT_PORT. Started by start.ts or by hand; ends with
 * the process that started it, however that ended.
 */
import { createServer, type Server } from "node:http";
import * as build from "virtual:remix/server-build";
import type { ServerBuild } from "@remix-run/node";
import { closeAuth } from "~/domain/identity/auth.server";
import { closeClients } from "~/platform/db/client.server";
import { closeCommitPool } from "~/platform/db/commits.server";
import { closeContentPool } from "~/platform/db/content.server";
import { env } from "~/platform/env.server";
import { webApplication } from "./application";
import { contentApplication } from "./content";
import { refuseUnsafeRoles } from "./self-test";

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, env().host, () => resolve());
  });
}

async function main(): Promise<void> {
  await refuseUnsafeRoles();
  const servers = [
    createServer(webApplication(build as unknown as ServerBuild)),
    createServer(contentApplication()),
  ] as const;
  await listen(servers[0], env().port);
  await listen(servers[1], env().contentPort);
  process.send?.("ready");
  let closing = false;
  const close = async () => {
    if (closing) return;
    closing = true;
    for (const server of servers) {
      server.close();
      server.closeIdleConnections();
    }
    setTimeout(() => process.exit(0), 3000).unref();
    await Promise.allSettled([closeClients(), closeAuth(), closeCommitPool(), closeContentPool()]);
    process.exit(0);
  };
  for (const event of ["SIGTERM", "SIGINT", "disconnect"] as const)
    process.once(event, () => void close());
}

await main();
