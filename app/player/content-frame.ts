/**
 * The frame that a visit's content lives in. Each visit has a frame of its own, so that a navigation still under way in the last
 * one cannot touch the next, and no load event of a blank document is taken for the content's.
 */

type Arrival = {
  /** There is something to look at, though more may follow. */
  appeared: () => void;
  /** Everything has loaded, or the browser shows an error in its place. */
  ended: (arrived: boolean) => void;
};

/** How often a document that is still on its way is looked at. */
const LOOK_MS = 200;

/** Opens the content; tells each of both once. */
export function openFrame(href: string, { appeared, ended }: Arrival): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.title = "Content";
  frame.allow = "fullscreen";
  frame.src = href;
  const looking = window.setInterval(() => {
    if (!frame.isConnected) window.clearInterval(looking);
    else if (canBeSeen(frame)) {
      window.clearInterval(looking);
      appeared();
    }
  }, LOOK_MS);
  const end = () => {
    window.clearInterval(looking);
    ended(hasArrived(frame));
  };
  frame.addEventListener("load", end, { once: true });
  document.body.append(frame);
  return frame;
}

/** The blank document that a frame begins with is nobody's to see. */
const canBeSeen = (frame: HTMLIFrameElement): boolean =>
  frame.contentDocument?.URL !== "about:blank" &&
  Boolean(frame.contentDocument?.body) &&
  !isEmpty(frame);

/**
 * Whether a connection that broke took a script of the document with it: such a page stands there and does nothing. Only what had no
 * answer at all counts (Resource Timing §4.3 gives it no status); a file that the package does not have is its maker's to mend.
 */
export function lostScript(frame: HTMLIFrameElement): boolean {
  const resources = frame.contentWindow?.performance.getEntriesByType("resource") ?? [];
  return (resources as PerformanceResourceTiming[]).some(
    ({ initiatorType, responseStatus, name }) =>
      initiatorType === "script" &&
      responseStatus === 0 &&
      name.startsWith(`${window.location.origin}/`),
  );
}

/** Lets the content unload as in a browser (its last words come before `onUnloaded`); the caller then removes the frame. */
export function unloadFrame(frame: HTMLIFrameElement, onUnloaded: () => void): void {
  frame.addEventListener("load", onUnloaded, { once: true });
  frame.src = "about:blank";
}

/** The browser's own error page belongs to no origin and cannot be looked into; the server's refusals have a status. */
function hasArrived(frame: HTMLIFrameElement): boolean {
  if (!frame.contentDocument) return false;
  const [navigation] = frame.contentWindow?.performance.getEntriesByType("navigation") ?? [];
  const status = (navigation as PerformanceNavigationTiming | undefined)?.responseStatus ?? 0;
  return status < 400;
}

const VISIBLE_WITHOUT_TEXT =
  "img, svg, canvas, video, audio, object, embed, iframe, frame, input, button, select, textarea";

/** Whether the document has neither height nor text nor anything else to look at. */
export function isEmpty(frame: HTMLIFrameElement): boolean {
  const body = frame.contentDocument?.body;
  return (
    body?.offsetHeight === 0 &&
    // biome-ignore lint/performance/useDomNodeTextContent: scripts and hidden elements are no text to look at
    body.innerText.trim() === "" &&
    body.querySelector(VISIBLE_WITHOUT_TEXT) === null
  );
}
