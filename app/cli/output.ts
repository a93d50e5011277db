/** How commands answer: a person reads sentences and tables, a machine reads JSON with --json. */
import type { Command } from "commander";

/** The command found what it looks for, has said so, and ends with code 1. */
export class Failure extends Error {}

const wantsJson = (command: Command): boolean => command.optsWithGlobals().json === true;

/** Answers with `value` as JSON, or with the lines made from it. */
export function answer<T>(command: Command, value: T, lines: (value: T) => string[]): void {
  if (wantsJson(command)) console.log(JSON.stringify(value, null, 2));
  else for (const line of lines(value)) console.log(line);
}

/** A progress bar on a terminal; silent for machines. */
export function progress(command: Command, label: string) {
  if (wantsJson(command) || !process.stderr.isTTY) return { at: () => {}, end: () => {} };
  let shown = -1;
  return {
    at: (done: number, of: number) => {
      const part = Math.floor((done / of) * WIDTH);
      if (part === shown) return;
      shown = part;
      const bar = "█".repeat(part).padEnd(WIDTH, "░");
      process.stderr.write(`\r${label} ${bar} ${done}/${of}`);
    },
    end: () => process.stderr.write("\n"),
  };
}

const WIDTH = 30;
