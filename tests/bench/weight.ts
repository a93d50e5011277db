/** What pages weigh: the document and everything of ours it loads, compressed as sent to the browser. */
import { brotliCompressSync, gzipSync } from "node:zlib";
import { DEMO_PASSWORD, startPlatform } from "../setup/e2e";

const PAGES: [account: string | null, path: string][] = [
  [null, "/"],
  [null, "/sign-in"],
  [null, "/catalogue"],
  [null, "/regional-picture"],
  ["officer", "/my-learning"],
  ["ncpoc.lc", "/country/LC"],
  ["chair", "/region/matrix"],
  ["admin", "/admin/jobs"],
];

type Weight = { raw: number; gz: number; br: number };

const weigh = (bytes: Buffer): Weight => ({
  raw: bytes.length,
  gz: gzipSync(bytes).length,
  br: brotliCompressSync(bytes).length,
});

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1).padStart(8);

async function signIn(origin: string, account: string): Promise<string> {
  const response = await fetch(`${origin}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: origin, "Sec-Fetch-Site": "same-origin" },
    body: new URLSearchParams({
      email: `${account}@demo.breakwater.test`,
      password: DEMO_PASSWORD,
    }),
  });
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  if (cookies.length === 0) throw new Error(`${account} could not sign in (${response.status})`);
  return cookies.join("; ");
}

async function fetchBytes(url: string, cookie: string): Promise<Buffer> {
  const response = await fetch(url, { headers: { Cookie: cookie }, redirect: "error" });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** Style sheets, scripts and pictures the document names. */
function loaded(html: string, origin: string): string[] {
  const found = html.matchAll(
    /<(?:link[^>]+rel="(?:stylesheet|icon|modulepreload)"[^>]*href|script[^>]+src|img[^>]+src)="([^"]+)"/g,
  );
  return [...found]
    .map(([, path = ""]) => new URL(path, origin))
    .filter((url) => url.origin === origin)
    .map((url) => url.href);
}

export async function run(): Promise<void> {
  const stop = await startPlatform();
  try {
    const origin = process.env.BREAKWATER_E2E_ORIGIN ?? "";
    console.log(`${"page".padEnd(22)}     kB raw      gz      br   of which assets (br, cached)`);
    for (const [account, path] of PAGES) {
      const cookie = account ? await signIn(origin, account) : "";
      const html = await fetchBytes(`${origin}${path}`, cookie);
      const page = weigh(html);
      let assets = 0;
      for (const url of loaded(html.toString(), origin))
        assets += weigh(await fetchBytes(url, cookie)).br;
      console.log(
        `${path.padEnd(22)} ${kilobytes(page.raw)} ${kilobytes(page.gz)} ${kilobytes(page.br)} ${kilobytes(assets)}`,
      );
    }
  } finally {
    await stop();
  }
}
