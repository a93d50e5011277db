/** The contents of the course as a tree of what can be opened. */
import type { ContentsLine } from "./run-time";

export type Say = (key: string, detail?: string) => string;

export const isDone = ({ completion, success }: ContentsLine) =>
  completion === "completed" || (completion === "unknown" && success === "passed");

/**
 * Draws the lines into `list`. While the tree is the same its parts stay and are only dressed anew: whoever is about to press one, reads
 * on below or has the focus there is not thrown out. `choose` hears which line was pressed.
 */
export function openContentsList(
  list: HTMLElement,
  say: Say,
  choose: (line: ContentsLine) => void,
): { draw: (lines: ContentsLine[]) => void } {
  let shape = "";
  let parts: HTMLElement[] = [];
  return {
    draw(lines) {
      const asked = JSON.stringify(
        lines.map((line) => [line.activity, line.depth, isHeading(line)]),
      );
      if (asked !== shape) {
        parts = lines.map((line) => document.createElement(isHeading(line) ? "span" : "button"));
        const held = focusedIn(list);
        list.replaceChildren(...treeOf(lines, parts));
        shape = asked;
        if (held) parts[lines.findIndex(({ activity }) => activity === held)]?.focus();
      }
      for (const [index, part] of parts.entries()) {
        const line = lines[index];
        if (line) dress(part, line, say, choose);
      }
    },
  };
}

/** The activity of the part that has the focus: a new tree must not throw anybody out either. */
function focusedIn(list: HTMLElement): string | undefined {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && list.contains(activeElement)
    ? activeElement.dataset.item
    : undefined;
}

/** A heading that leads nowhere is text. */
const isHeading = (line: ContentsLine) => !line.isLaunchable && line.reason !== null;

/** Nested lists from lines with depths. */
function treeOf(lines: ContentsLine[], parts: HTMLElement[]): HTMLElement[] {
  const roots: HTMLElement[] = [];
  const path: { depth: number; item: HTMLElement }[] = [];
  for (const [index, line] of lines.entries()) {
    while (path.length > 0 && (path.at(-1)?.depth ?? 0) >= line.depth) path.pop();
    const item = document.createElement("li");
    item.append(parts[index] ?? "");
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

/** What cannot be chosen stays a button that says why. */
function dress(
  part: HTMLElement,
  line: ContentsLine,
  say: Say,
  choose: (line: ContentsLine) => void,
): void {
  part.dataset.item = line.activity;
  part.replaceChildren(
    ...(isHeading(line) ? [] : [mark(line), " "]),
    `${line.title} `,
    word(line, say),
  );
  if (!(part instanceof HTMLButtonElement)) {
    part.className = "player-heading";
    return;
  }
  part.type = "button";
  part.onclick = () => choose(line);
  part.setAttribute("aria-current", String(line.isCurrent));
  part.removeAttribute("aria-disabled");
  part.removeAttribute("title");
  if (line.reason === null) return;
  part.setAttribute("aria-disabled", "true");
  part.title = say(`refused_${line.reason}`, line.detail);
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
