/** What a package's author could do from outside with what the package learned: addresses, capabilities, another's launch. */
import { request as httpRequest } from "node:http";
import type { Page } from "@playwright/test";
import { withdrawOffered } from "../player-steps";
import { origin } from "../steps";
import type { Opened } from "./opened";

type Trial = { name: string; held: number[]; run: () => Promise<number> };

export const tryFromOutside = (page: Page, own: Opened, other: Opened) =>
  outcomesOf([...forgedWrites(page, own, other), ...contentTrials(page, own, other)]);

/** Ends the registration: five seconds later its files are nobody's. */
export const tryAfterTheEnd = (page: Page, own: Opened) => outcomesOf(endings(page, own));

async function outcomesOf(trials: Trial[]): Promise<{ attempted: number; escaped: string[] }> {
  const escaped: string[] = [];
  for (const { name, held, run } of trials) {
    const status = await run();
    if (!held.includes(status)) escaped.push(`${name}: ${status}`);
  }
  return { attempted: trials.length, escaped };
}

type Answer = { status: number; headers: Record<string, unknown> };

/** Asks the server on this machine; not every system knows names that end in localhost. */
const ask = (url: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { host, port, pathname, search } = new URL(url);
    const options = {
      host: "localhost",
      port,
      path: pathname + search,
      headers: { ...headers, host },
    };
    httpRequest(options, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers });
    })
      .on("error", reject)
      .end();
  });

/** The learner's own cookies are sent with each: the browser's word of where a request comes from is what decides. */
function forgedWrites(page: Page, own: Opened, other: Opened): Trial[] {
  const body = JSON.stringify({ registrationId: own.registrationId });
  const post =
    (headers: Record<string, string>, data = body) =>
    async () =>
      (await page.request.post(`${origin()}/learn/launches`, { headers, data })).status();
  const json = { "Content-Type": "application/json" };
  const from = (name: string, headers: Record<string, string>): Trial => ({
    name: `write to the application ${name}`,
    held: [403],
    run: post(headers),
  });
  const commit = {
    token: other.launch.token,
    sequence: 1,
    item: "attack",
    visit: "1",
    seconds: 1,
    viewed: true,
    cmi: {},
  };
  return [
    from("from another site", { ...json, "Sec-Fetch-Site": "cross-site" }),
    from("from a neighbouring site", { ...json, "Sec-Fetch-Site": "same-site" }),
    from("from the content's origin", { ...json, Origin: own.contentOrigin }),
    from("from nowhere", { ...json, Origin: "null" }),
    from("without a word of where from", json),
    from("as plain text", { "Content-Type": "text/plain", "Sec-Fetch-Site": "cross-site" }),
    from("as a form", {
      "Content-Type": "application/x-www-form-urlencoded",
      Origin: own.contentOrigin,
    }),
    {
      name: "save into another person's launch",
      held: [0],
      run: async () => {
        const headers = { ...json, Origin: origin() };
        const data = JSON.stringify(commit);
        const answer = await page.request.post(`${origin()}/learn/commits`, { headers, data });
        return Number((await answer.json()).outcome !== "unknown_launch");
      },
    },
    {
      name: "launch another person's registration",
      held: [403, 404],
      run: post(
        { ...json, Origin: origin() },
        JSON.stringify({ registrationId: other.registrationId }),
      ),
    },
  ];
}

function contentTrials(page: Page, own: Opened, other: Opened): Trial[] {
  const get =
    (url: string, headers: Record<string, string> = {}) =>
    async () =>
      (await ask(url, headers)).status;
  const bare = `http://localhost:${new URL(own.contentOrigin).port}`;
  return [
    {
      name: "read a registration's file on another's origin",
      held: [404],
      run: get(own.contentOrigin + other.path),
    },
    {
      name: "read a registration's file on no registration's origin",
      held: [404],
      run: get(bare + own.path),
    },
    {
      name: "read a package's file on the application's origin",
      held: [404],
      run: get(origin() + own.path),
    },
    {
      name: "read a page of the application on the content's origin",
      held: [404],
      run: get(`${own.contentOrigin}/sign-in`),
    },
    {
      name: "read a file without its capability",
      held: [404],
      run: get(`${own.contentOrigin}/index.html`),
    },
    {
      name: "read a file with half a capability",
      held: [404],
      run: get(`${own.contentOrigin}${own.path.slice(0, 14)}/index.html`),
    },
    {
      name: "have a lesson's script for a service worker",
      held: [403],
      run: get(own.contentOrigin + own.path.replace("index.html", "worker.js"), {
        "Service-Worker": "script",
      }),
    },
    {
      name: "have the shell for a service worker",
      held: [403],
      run: get(`${own.contentOrigin}/_bw/shell-2004`, { "Service-Worker": "script" }),
    },
    {
      name: "be given a cookie by the content's origin",
      held: [0],
      run: async () => Number("set-cookie" in (await ask(own.contentOrigin + own.path)).headers),
    },
    ...["/", "/sign-in", "/my-learning", "/account", "/api/v1/me", "/no-such-page"].map(
      (path): Trial => ({
        name: `frame ${path} of the application`,
        held: [0],
        run: async () => {
          const headers = (await page.request.get(origin() + path)).headers();
          return Number(!/frame-ancestors 'none'/.test(headers["content-security-policy"] ?? ""));
        },
      }),
    ),
  ];
}

function endings(page: Page, own: Opened): Trial[] {
  const file = own.contentOrigin + own.path;
  return [
    {
      name: "use a capability that is in force",
      held: [200],
      run: async () => (await ask(file)).status,
    },
    {
      name: "use a capability five seconds after the registration has ended",
      held: [404],
      run: async () => {
        await withdrawOffered(page);
        await page.waitForTimeout(5200);
        return (await ask(file)).status;
      },
    },
  ];
}
