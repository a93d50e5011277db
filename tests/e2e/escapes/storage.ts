/** Cookies and storage: the application's, another registration's, and what a registration may do to its own. */
import { type Attempt, either } from "./attempt";

export const STORAGE: Attempt[] = [
  { name: "read a cookie", held: either("none"), run: () => document.cookie || "none" },
  {
    name: "set a cookie for the parent domain",
    held: either("none"),
    run: () => {
      for (const domain of [
        location.hostname.split(".").slice(1).join("."),
        ".localhost",
        "localhost",
      ])
        document.cookie = `escaped=1; domain=${domain}; path=/`;
      return document.cookie.includes("escaped") ? "set" : "none";
    },
  },
  {
    name: "toss a cookie named as the session's to the application",
    held: either("none"),
    run: () => {
      document.cookie = "breakwater.session_token=forged; domain=localhost; path=/";
      document.cookie = "__Host-session=forged; secure; path=/";
      return document.cookie.includes("forged") ? "set" : "none";
    },
  },
  {
    name: "fill the application's cookie jar",
    held: either("asked"),
    run: () => {
      for (let index = 0; index < 200; index++)
        document.cookie = `bomb${index}=${"x".repeat(4000)}; domain=localhost; path=/`;
      return "asked";
    },
  },
  {
    name: "read cookies through the cookie store",
    held: either("0"),
    run: async () => {
      const store = (
        window as unknown as { cookieStore: { getAll: () => Promise<{ name: string }[]> } }
      ).cookieStore;
      return (await store.getAll()).filter(({ name }) => !name.startsWith("own")).length;
    },
  },
  {
    name: "read the application's local storage",
    held: either(),
    run: () => window.top?.localStorage.length,
  },
  {
    name: "read the application's session storage",
    held: either(),
    run: () => window.top?.sessionStorage.length,
  },
  {
    name: "open the application's database through its window",
    held: either(),
    run: () => window.top?.indexedDB.databases(),
  },
  {
    name: "find the application's database among one's own",
    held: either("0"),
    run: async () =>
      (await indexedDB.databases()).filter(
        ({ name }) => /breakwater(?!:)/.test(name ?? "") && !/shell/.test(name ?? ""),
      ).length,
  },
  {
    name: "find the application's caches",
    held: either("0"),
    run: async () => (await caches.keys()).length,
  },
  {
    name: "hear the application's windows talk",
    held: either("silence"),
    run: () =>
      new Promise((resolve) => {
        const attemptId =
          JSON.stringify(localStorage).match(/[0-9a-f]{8}-[0-9a-f-]{27}/)?.[0] ?? "";
        const channel = new BroadcastChannel(`breakwater-${attemptId}`);
        channel.onmessage = () => resolve("heard");
        channel.postMessage("hand-over");
        setTimeout(() => resolve("silence"), 600);
      }),
  },
  {
    name: "take the application's lock",
    held: either("0"),
    run: async () => {
      const { held } = await navigator.locks.query();
      return held?.filter(({ name }) => name?.startsWith("breakwater")).length ?? 0;
    },
  },
  {
    name: "read another registration's storage through a frame",
    held: either("nothing"),
    run: (aim) =>
      new Promise((resolve) => {
        const frame = document.createElement("iframe");
        frame.src = `${aim.otherOrigin}/_bw/shell-2004`;
        frame.onload = () => {
          try {
            resolve(`read ${frame.contentWindow?.localStorage.length}`);
          } catch {
            resolve("nothing");
          }
        };
        document.body.append(frame);
        setTimeout(() => resolve("nothing"), 1200);
      }),
  },
  {
    name: "share storage through document.domain",
    held: either("own"),
    run: () => {
      const before = document.domain;
      document.domain = location.hostname.split(".").slice(1).join(".");
      return document.domain === before || window.originAgentCluster ? "own" : document.domain;
    },
  },
  {
    name: "flood one's own storage",
    held: either("QuotaExceededError", "full"),
    run: () => {
      for (let index = 0; index < 200; index++)
        localStorage.setItem(`flood${index}`, "x".repeat(200_000));
      return "no end";
    },
  },
  {
    name: "ask for storage that outlives everything",
    held: either("false", "true"),
    run: () => navigator.storage.persist(),
  },
  {
    name: "ask for unpartitioned storage",
    held: either("refused"),
    run: async () => {
      if ((await document.hasStorageAccess()) && document.cookie) return "granted";
      await (
        document as unknown as { requestStorageAccess: () => Promise<void> }
      ).requestStorageAccess();
      return document.cookie ? "granted" : "refused";
    },
  },
  {
    name: "leave a name on the window that outlives the lesson",
    held: either("own"),
    run: () => {
      window.name = "escaped";
      return window.top?.name === "escaped" ? "escaped" : "own";
    },
  },
];
