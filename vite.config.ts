import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import config from "./remix.config.js";

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [remix(config)],
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  build: { target: "es2022", rollupOptions: isSsrBuild ? { input: "./app/server/web.ts" } : {} },
  ssr: { noExternal: [] },
}));
