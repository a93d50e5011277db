/** The player's window: its document, where it goes, what it opens, its history and its focus. */
import { type Attempt, either } from "./attempt";

export const WINDOWS: Attempt[] = [
  { name: "read the player's document", held: either(), run: () => window.top?.document.title },
  {
    name: "write into the player's document",
    held: either(),
    run: () => window.top?.document.body.append("escaped"),
  },
  { name: "read where the player is", held: either(), run: () => window.top?.location.href },
  {
    name: "read the player's configuration",
    held: either(),
    run: () => (window.top as unknown as Record<string, unknown>)["player-configuration"],
  },
  {
    name: "call a function of the player",
    held: either(),
    run: () => (window.top as unknown as { eval: (code: string) => unknown }).eval("1"),
  },
  {
    name: "find the frame one lives in",
    held: either("null"),
    run: (aim) => aim.shell.frameElement,
  },
  {
    name: "find an opener",
    held: either("null"),
    run: (aim) => window.opener ?? aim.shell.opener ?? window.top?.opener ?? null,
  },
  {
    name: "close the player",
    held: either("asked"),
    run: () => {
      window.top?.close();
      return "asked";
    },
  },
  {
    name: "navigate the player by its location",
    held: either("asked"),
    run: (aim) => {
      (window.top as Window).location.href = aim.canary;
      return "asked";
    },
  },
  {
    name: "replace the player's page",
    held: either("asked"),
    run: (aim) => {
      window.top?.location.replace(aim.canary);
      return "asked";
    },
  },
  {
    name: "run a script in the player by its location",
    held: either("asked"),
    run: () => {
      (window.top as Window).location.href = "javascript:document.title='escaped'";
      return "asked";
    },
  },
  {
    name: "change only the player's fragment",
    held: either("asked"),
    run: (aim) => {
      (window.top as Window).location.href = `${aim.app}/#escaped`;
      return "asked";
    },
  },
  {
    name: "navigate the player by a link",
    held: either("asked"),
    run: (aim) => {
      const link = Object.assign(document.createElement("a"), { href: aim.canary, target: "_top" });
      document.body.append(link);
      link.click();
      return "asked";
    },
  },
  {
    name: "navigate the player by a form",
    held: either("asked"),
    run: (aim) => {
      const form = Object.assign(document.createElement("form"), {
        action: aim.canary,
        target: "_top",
        method: "post",
      });
      document.body.append(form);
      form.submit();
      return "asked";
    },
  },
  {
    name: "navigate the player by a base target",
    held: either("asked"),
    run: (aim) => {
      const base = Object.assign(document.createElement("base"), { target: "_top" });
      document.head.append(base);
      const link = Object.assign(document.createElement("a"), { href: aim.canary });
      document.body.append(link);
      link.click();
      base.remove();
      return "asked";
    },
  },
  {
    name: "navigate the player by opening over it",
    held: either("asked"),
    run: (aim) => {
      window.open(aim.canary, "_top");
      return "asked";
    },
  },
  {
    name: "leave by a refresh in a frame",
    held: either("asked"),
    run: (aim) => {
      const frame = document.createElement("iframe");
      frame.srcdoc = `<meta http-equiv="refresh" content="0;url=${aim.canary}">`;
      document.body.append(frame);
      return "asked";
    },
  },
  {
    name: "send the shell's frame elsewhere",
    held: either("asked"),
    run: (aim) => {
      const frame = document.createElement("iframe");
      document.body.append(frame);
      (frame.contentWindow as Window).location.href = aim.canary;
      return "asked";
    },
  },
  { name: "open a window", held: either("null"), run: (aim) => window.open(aim.canary) },
  {
    name: "open a window of the application",
    held: either("null"),
    run: (aim) => window.open(`${aim.appMark}`, "_blank", "popup"),
  },
  {
    name: "open a window of one's own",
    held: either("null"),
    run: () => window.open(location.href, "x"),
  },
  {
    name: "open a window without a word of where from",
    held: either("asked"),
    run: (aim) => {
      window.open(aim.canary, "_blank", "noopener");
      return "asked";
    },
  },
  {
    name: "open a window by a link",
    held: either("asked"),
    run: (aim) => {
      const link = Object.assign(document.createElement("a"), {
        href: aim.canary,
        target: "_blank",
        rel: "opener",
      });
      document.body.append(link);
      link.click();
      return "asked";
    },
  },
  {
    name: "open a window by a form",
    held: either("asked"),
    run: (aim) => {
      const form = Object.assign(document.createElement("form"), {
        action: aim.canary,
        target: "_blank",
      });
      document.body.append(form);
      form.submit();
      return "asked";
    },
  },
  {
    name: "save a program on the learner's disk",
    held: either("asked"),
    run: () => {
      const link = Object.assign(document.createElement("a"), {
        href: URL.createObjectURL(new Blob(["MZ"])),
        download: "setup.exe",
      });
      document.body.append(link);
      link.click();
      return "asked";
    },
  },
  {
    name: "save a file of the package by navigating to it",
    held: either("asked"),
    run: () => {
      const frame = document.createElement("iframe");
      frame.src = "setup.exe";
      document.body.append(frame);
      return "asked";
    },
  },
  {
    name: "start a program of the learner's machine",
    held: either("asked"),
    run: () => {
      const frame = document.createElement("iframe");
      frame.src = "ms-msdt:/id";
      document.body.append(frame);
      (frame.contentWindow as Window).location.href = "mailto:a@b.c";
      return "asked";
    },
  },
  {
    name: "go back in the player's history",
    held: either("asked"),
    run: () => {
      history.go(-1);
      history.go(-5);
      return "asked";
    },
  },
  {
    name: "push the player forward in a false history",
    held: either("asked"),
    run: () => {
      history.pushState(null, "", "#1");
      history.replaceState(null, "", "#2");
      return "asked";
    },
  },
  {
    name: "write another origin's address",
    held: either(),
    run: (aim) => history.pushState(null, "", aim.app),
  },
  {
    name: "take the focus from the player",
    held: either("asked"),
    run: () => {
      for (let index = 0; index < 50; index++) {
        window.top?.focus();
        window.focus();
        window.top?.blur();
      }
      return "asked";
    },
  },
];
