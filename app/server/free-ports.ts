/** Says in words that somebody else listens already, before anything is started. */
import { createServer } from "node:net";
import { env } from "~/platform/env.server";

/** How long the servers of a start that was killed may take to leave. */
const PATIENCE_MS = 3000;

/** Throws an error that names the port and the variable to change. */
export async function refuseTakenPorts(): Promise<void> {
  await refuseTaken("PORT", env().port);
  await refuseTaken("CONTENT_PORT", env().contentPort);
}

async function refuseTaken(variable: string, port: number): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isFree(port))) {
    if (Date.now() > deadline) throw new Error(taken(variable, port));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, env().host, () => probe.close(() => resolve(true)));
  });

const taken = (variable: string, port: number) =>
  `Port ${port} is in use: is Breakwater running already? Stop it, or choose another port: ${variable}=${port + 100} npm start. Nothing was changed.`;
