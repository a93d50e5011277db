/** What the player page shows of the session: the contents as a tree, the controls, and the end. */

import type { ContentsLine, Controls, NavigationRequest } from "./run-time";
import type { ViewMessage } from "./view-message";

export type View = {
  draw: (view: ViewMessage) => void;
  /** Opens the contents list, for a learner who has to choose. */
  openContents: () => void;
};

type Say = (key: string, detail?: string) => string;
type Find = (id: string) => HTMLElement;

/** `wish` is what the learner asks for with the controls; `explain` says why a line cannot be chosen. */
export function openView(
  say: Say,
  element: Find,
  wish: (request: NavigationRequest) => void,
  explain: (reason: string, detail?: string) => void,
): View {
  const contents = element("contents") as HTMLDetailsElement;
  const more = element("more") as HTMLDetailsElement;

  for (const control of CONTROLS) {
    // a double click is one wish: its second click may come after the next lesson is there, and would pass it by unseen
    element(ID[control]).addEventListener("click", ({ detail }) => {
      if (detail > 1) return;
      more.open = false;
      wish({ type: control });
    });
  }
  for (const menu of [contents, more]) closeOnEscape(menu);

  function choose(line: ContentsLine): void {
    if (line.reason === null) {
      contents.open = false;
      wish({ type: "choice", target: line.activity });
    } else explain(line.reason, line.detail);
  }

  function draw(view: ViewMessage): void {
    const { contents: lines, controls, stands, activity, suspended } = view;
    Object.assign(element("player").dataset, { visit: view.visit, stands });
    const launchable = lines.filter(({ isLaunchable }) => isLaunchable).length;
    keepFocus(contents, () =>
      element("contents-list").replaceChildren(...treeOf(lines, say, choose)),
    );
    contents.hidden = launchable < 2 && stands === "delivered";
    element("item-title").textContent = lines.find((line) => line.isCurrent)?.title ?? "";
    drawControls(controls, stands);
    element("player-steps").hidden =
      stands === "ended" ||
      (launchable < 2 && controls.continue !== "usable" && controls.previous !== "usable");
    element("player-choose").hidden = stands !== "choosing";
    element("shell").classList.toggle("player-content-empty", activity === null);
    if (stands === "ended") drawEnd(lines, suspended);
  }

  function drawControls(controls: Controls, stands: ViewMessage["stands"]): void {
    for (const control of CONTROLS) {
      const button = element(ID[control]) as HTMLButtonElement;
      button.hidden = controls[control] === "hidden";
      button.disabled = controls[control] !== "usable";
    }
    const ends = ENDS.map((control) => controls[control]);
    more.hidden = stands === "ended" || ends.every((state) => state === "hidden");
  }

  function drawEnd(lines: ContentsLine[], suspended: boolean): void {
    const end = element("player-end");
    if (!end.hidden) return;
    const parts = lines.filter(({ isLaunchable }) => isLaunchable);
    const done = parts.filter(isDone).length;
    element("end-text").textContent = say(suspended ? "end_suspended" : "end_over");
    element("end-parts").textContent = say(
      done === parts.length ? "end_all" : "end_some",
      `${done}/${parts.length}`,
    );
    contents.hidden = true;
    end.hidden = false;
    end.focus();
  }

  return {
    draw,
    openContents() {
      contents.open = true;
      contents.querySelector("summary")?.focus();
    },
  };
}

const ENDS = ["exit", "exitAll", "abandon", "abandonAll"] as const;
const CONTROLS = ["continue", "previous", ...ENDS] as const;
const ID: Record<(typeof CONTROLS)[number], string> = {
  continue: "next",
  previous: "previous",
  exit: "end-part",
  exitAll: "end-all",
  abandon: "abandon-part",
  abandonAll: "abandon-all",
};

const isDone = ({ completion, success }: ContentsLine) =>
  completion === "completed" || (completion === "unknown" && success === "passed");

function closeOnEscape(menu: HTMLDetailsElement): void {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}

/** A list that is drawn anew while somebody is in it must not throw them out. */
function keepFocus(within: HTMLElement, work: () => void): void {
  const held = within.contains(document.activeElement)
    ? (document.activeElement as HTMLElement).dataset.item
    : undefined;
  work();
  if (held !== undefined)
    within.querySelector<HTMLElement>(`[data-item="${CSS.escape(held)}"]`)?.focus();
}

/** Nested lists from lines with depths. */
function treeOf(
  lines: ContentsLine[],
  say: Say,
  choose: (line: ContentsLine) => void,
): HTMLElement[] {
  const roots: HTMLElement[] = [];
  const path: { depth: number; item: HTMLElement }[] = [];
  for (const line of lines) {
    while (path.length > 0 && (path.at(-1)?.depth ?? 0) >= line.depth) path.pop();
    const item = document.createElement("li");
    item.append(partOf(line, say, choose));
    const parent = path.at(-1)?.item;
    if (parent) listIn(parent).append(item);
    else roots.push(item);
    path.push({ depth: line.depth, item });
  }
  return roots;
}

function listIn(item: HTMLElement): HTMLElement {
  const known = item.querySelector<HTMLElement>(":scope > ol");
  if (known) return known;
  const list = document.createElement("ol");
  item.append(list);
  return list;
}

/** What cannot be chosen stays a button that says why; a heading that leads nowhere is text. */
function partOf(line: ContentsLine, say: Say, choose: (line: ContentsLine) => void): HTMLElement {
  const isHeading = !line.isLaunchable && line.reason !== null;
  const part = document.createElement(isHeading ? "span" : "button");
  part.append(...(isHeading ? [] : [mark(line), " "]), `${line.title} `, word(line, say));
  if (isHeading) part.className = "player-heading";
  else part.addEventListener("click", () => choose(line));
  part.setAttribute("data-item", line.activity);
  if (part instanceof HTMLButtonElement) {
    part.type = "button";
    part.setAttribute("aria-current", String(line.isCurrent));
    if (line.reason !== null) {
      part.setAttribute("aria-disabled", "true");
      part.title = say(`refused_${line.reason}`, line.detail);
    }
  }
  return part;
}

function mark(line: ContentsLine): HTMLElement {
  const sign = document.createElement("span");
  sign.setAttribute("aria-hidden", "true");
  sign.textContent = line.success === "failed" ? "✕" : isDone(line) ? "✓" : "○";
  return sign;
}

function word(line: ContentsLine, say: Say): HTMLElement {
  const text = document.createElement("span");
  text.className =
    line.success === "unknown" || !line.isLaunchable ? "visually-hidden" : "player-word";
  const standing = isDone(line) ? "item_completed" : "item_open";
  text.textContent = say(line.success === "unknown" ? standing : `item_${line.success}`);
  if (!line.isLaunchable) text.textContent = "";
  return text;
}
