/**
 * The frame that a visit's content lives in. Each visit has a frame of its own, so that a navigation still under way in the last
 * one cannot touch the next, and no load event of a blank document is taken for the content's.
 */

/** Opens the content; tells once whether it arrived, or the browser shows an error in its place. */
export function openFrame(href: string, onArrival: (arrived: boolean) => void): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.title = "Content";
  frame.allow = "fullscreen";
  frame.src = href;
  frame.addEventListener("load", () => onArrival(hasArrived(frame)), { once: true });
  document.body.append(frame);
  return frame;
}

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
