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
