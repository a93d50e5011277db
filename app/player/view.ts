/** What the player page shows of the session: the contents as a tree, the controls, and the end. */

import { isDone, openContentsList, type Say } from "./contents-list";
import type { ContentsLine, Controls, NavigationRequest } from "./run-time";
import type { ViewMessage } from "./view-message";

export type View = {
  draw: (view: ViewMessage) => void;
  /** Opens the contents list, for a learner who has to choose. */
  openContents: () => void;
};

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

  const list = openContentsList(element("contents-list"), say, choose);

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
    list.draw(lines);
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

function closeOnEscape(menu: HTMLDetailsElement): void {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}
