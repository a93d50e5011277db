/** Says in words that somebody else listens already, before anything is started. */
import { createServer } from "node:net";
import { env } from "~/platform/env.server";

/** Throws an error that names the port and the variable to change. */
export async function refuseTakenPorts(): Promise<void> {
  await refuseTaken("PORT", env().port);
  await refuseTaken("CONTENT_PORT", env().contentPort);
}

const refuseTaken = (variable: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", () => reject(new Error(taken(variable, port))));
    probe.listen(port, env().host, () => probe.close(() => resolve()));
  });

const taken = (variable: string, port: number) =>
  `Port ${port} is in use: is Breakwater running already? Stop it, or choose another port: ${variable}=${port + 100} npm start. Nothing was changed.`;
