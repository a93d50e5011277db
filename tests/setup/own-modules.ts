/**
 * Test files of a project share processes, so that libraries are loaded once per process; our own modules, with the pools, caches and
 * settings they hold, are every file's own, and so is the environment.
 */
import { vi } from "vitest";

const shared = globalThis as { environmentAtStart?: NodeJS.ProcessEnv };

shared.environmentAtStart ??= { ...process.env };
for (const name of Object.keys(process.env))
  if (!(name in shared.environmentAtStart)) delete process.env[name];
Object.assign(process.env, shared.environmentAtStart);
vi.resetModules();
