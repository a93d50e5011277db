import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import config from "./remix.config.js";

/** The web process itself is the server build's entry, so that loaders and Express share one copy of every module. */
const webProcessEntry: Plugin = {
  name: "web-process-entry",
  config: (_config, { isSsrBuild }) =>
    isSsrBuild ? { build: { rollupOptions: { input: "app/server/web.ts" } } } : {},
};

export default defineConfig({
  plugins: [remix(config), webProcessEntry],
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  build: { target: "es2022" },
});
