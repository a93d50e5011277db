/** Child processes of a test, ended with it. */
import { type ChildProcess, spawn } from "node:child_process";
import { afterAll } from "vitest";

const children: ChildProcess[] = [];

afterAll(async () => {
  for (const child of children) if (isAlive(child)) await end(child, "SIGKILL");
});

const isAlive = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

/** Starts a TypeScript file and waits until it says it is ready. */
export async function start(file: string, env: Record<string, string> = {}): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  children.push(child);
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return child;
}

/** Sends the signal and answers the exit code. */
export function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    child.once("exit", (code) => resolve(code));
    child.kill(signal);
  });
}

/** Asks until the answer is there; throws after `seconds`. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  seconds = 20,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what}: not within ${seconds} s`);
}
