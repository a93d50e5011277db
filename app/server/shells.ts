/**
 * The player's shells on the content origin, one page and one script per standard. Pages are asked for anew each time and name the
 * script of this build; scripts are kept for a year, since every registration's origin has to fetch its own.
 */
import { existsSync, readdirSync } from "node:fs";
import express from "express";
import sirv from "sirv";
import { env } from "~/platform/env.server";

const BUILT = "public/build/shell";
const YEAR = 31_536_000;

/** Serves `shell-1.2`, `shell-2004` and their scripts, compressed by the build. Without a build there is none of them. */
export function shells() {
  const router = express.Router();
  const names = existsSync(BUILT) ? readdirSync(BUILT) : [];
  for (const script of names) {
    const [, page] = /^(shell-[\d.]+)-\w+[.]js$/.exec(script) ?? [];
    if (!page) continue;
    router.get(`/${page}`, (_request, response) => {
      response.type("html").setHeader("Cache-Control", "no-cache");
      response.send(pageWith(script));
    });
  }
  if (names.length > 0)
    router.use(sirv(BUILT, { immutable: true, maxAge: YEAR, brotli: true, gzip: true }));
  return router;
}

const pageWith = (script: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Content</title>
<style>html,body,iframe{margin:0;width:100%;height:100%;border:0;display:block;background:#fff}</style></head>
<body data-application="${env().appOrigin}"><script src="/_bw/${script}"></script></body></html>`;
