/**
 * A page by the Tab key alone, from its top until the first stop comes round again: everything there is to use is reached, every
 * stop shows where it is, and nothing keeps the focus. The keys are sent without waiting for each: a walk costs a few ms per stop.
 */
import type { CDPSession, JSHandle, Page } from "@playwright/test";

/** Faults named after the page; none when the walk comes round and nothing is missed. */
export async function tabFaults(page: Page, name: string): Promise<string[]> {
  const walk = await page.evaluateHandle(beginWalk);
  const keys = await page.context().newCDPSession(page);
  const isRound = await walkRound(walk, keys);
  const faults = await walk.evaluate((walked, round) => walked.faults(round), isRound);
  await keys.detach();
  return faults.map((fault) => `${name}: ${fault}`);
}

/** As many keys as there should be stops, then a few at a time; twice as many and no end is a trap. */
async function walkRound(walk: JSHandle<Walk>, keys: CDPSession): Promise<boolean> {
  const stops = await walk.evaluate((walked) => walked.stops);
  for (let pressed = 0, next = stops + 1; pressed <= 2 * stops + 40; next = 10) {
    await press(keys, next);
    pressed += next;
    if (await walk.evaluate((walked) => walked.isRound())) return true;
  }
  return false;
}

const TAB = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 };

const press = (keys: CDPSession, times: number) =>
  Promise.all(
    Array.from({ length: times }, () => [
      keys.send("Input.dispatchKeyEvent", { ...TAB, type: "rawKeyDown" }),
      keys.send("Input.dispatchKeyEvent", { ...TAB, type: "keyUp" }),
    ]).flat(),
  );

type Walk = { stops: number; isRound: () => boolean; faults: (isRound: boolean) => string[] };

/** Runs in the page. */
function beginWalk(): Walk {
  const USED =
    "a[href], button, input, select, textarea, summary, [onclick], [role=button], [role=link]";
  const MORE_PARTS_OF_A_DATE = 3;
  const wanted = [...document.querySelectorAll<HTMLElement>(USED)].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.matches(":disabled, [type=hidden]") &&
      !element.closest("[inert], [aria-hidden=true]"),
  );
  const focused = new Map<Element, string>();
  let first: Element | null = null;
  let round = false;

  const edges = (style: CSSStyleDeclaration) => {
    const seen = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
    const outline = seen ? `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}` : "";
    const clear = style.outlineColor === "rgba(0, 0, 0, 0)";
    return [clear ? "" : outline, style.boxShadow, style.borderColor, style.borderWidth].join();
  };
  /** A field may show its focus at its label. */
  const look = (element: Element) =>
    [element, ...((element as HTMLInputElement).labels ?? [])]
      .map((shown) => edges(getComputedStyle(shown)))
      .join(" | ");
  const stop = ({ target }: Event) => {
    if (!(target instanceof Element)) return;
    if (target === first && focused.size > 0) round = true;
    first ??= target;
    if (!focused.has(target)) focused.set(target, look(target));
  };
  /** The arrow keys lead on from the one stop of such a table; keyboard.spec goes through its cells. */
  const isBesideStop = (element: HTMLElement) => {
    const table = element.closest("[data-arrow-keys]");
    return table !== null && [...focused.keys()].some((other) => table.contains(other));
  };
  const isReached = (element: HTMLElement) => {
    if (focused.has(element) || isBesideStop(element)) return true;
    if (!(element instanceof HTMLInputElement) || element.type !== "radio") return false;
    return [...focused.keys()].some(
      (other) =>
        other instanceof HTMLInputElement &&
        other.type === "radio" &&
        other.name === element.name &&
        other.form === element.form,
    );
  };
  const named = (elements: Element[], what: string) => {
    const some = elements.slice(0, 4).map((element) => element.outerHTML.slice(0, 120));
    if (elements.length > some.length) some.push(`and ${elements.length - some.length} more`);
    return some.map((html) => `${what}: ${html}`);
  };

  const leave = () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  leave();
  document.addEventListener("focusin", stop, true);
  const dates = wanted.filter((element) => element.matches("[type^=date], [type=time]"));
  return {
    stops:
      wanted.filter(({ tabIndex }) => tabIndex >= 0).length + MORE_PARTS_OF_A_DATE * dates.length,
    isRound: () => round || wanted.length === 0,
    faults: (isRound) => {
      const held = document.activeElement?.outerHTML.slice(0, 120);
      document.removeEventListener("focusin", stop, true);
      leave();
      if (!isRound) return [`Tab does not come round, it is held at: ${held}`];
      const unseen = [...focused].filter(([element, was]) => look(element) === was);
      return [
        ...named(
          wanted.filter((element) => !isReached(element)),
          "Tab never reaches",
        ),
        ...named(
          unseen.map(([element]) => element),
          "focus cannot be seen at",
        ),
      ];
    },
  };
}
