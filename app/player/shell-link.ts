/** The page's end of the port to the shell: made once, after origin and source were checked, and parsed ever after. */
import { type FromShell, parseFromShell, type ToShell } from "./messages";

export type ShellLink = { send: (message: ToShell) => void };

/** `linked` resolves when the shell answers and is ready; `again` asks for it once more unless it has answered. */
type Linking = { linked: Promise<ShellLink>; again: () => void };

/** The content origin may be out of reach while the page is not: after so long the learner is told, and the lesson may still come. */
const LATE_MS = 20_000;
/** A shell whose script has run says so before its document has loaded; its word may arrive a moment after. */
const WORD_MS = 1000;
const LONGEST_DELAY_MS = 8000;

/**
 * Opens the shell at `url` in `place`, a frame that is there for it. One that arrives without its script, or as the browser's own error
 * page, never answers: it is asked for again, later each time, in a frame of its own, so that of one given up nothing is heard any more
 * and one that has answered is never taken away. `onLate` hears that it is late, and that it has come.
 */
export function linkShell(
  place: HTMLIFrameElement,
  url: string,
  onMessage: (message: FromShell) => void,
  onLate: (isLate: boolean) => void,
): Linking {
  const late = window.setTimeout(() => onLate(true), LATE_MS);
  const origin = new URL(url).origin;
  let frame = place;
  let delay = WORD_MS;
  let hasAnswered = false;
  const isOver = (asked: HTMLIFrameElement) => hasAnswered || asked !== frame;
  const again = () => {
    if (hasAnswered) return;
    const asked = place.cloneNode() as HTMLIFrameElement;
    asked.src = url;
    asked.addEventListener("load", () => askAgainUnlessAlive(asked));
    frame.replaceWith(asked);
    frame = asked;
  };
  const askAgainUnlessAlive = (asked: HTMLIFrameElement) => {
    if (isOver(asked)) return;
    window.setTimeout(() => {
      if (isOver(asked)) return;
      onLate(true);
      again();
    }, delay);
    delay = Math.min(delay * 2, LONGEST_DELAY_MS);
  };
  const linked = new Promise<ShellLink>((resolve) => {
    const greet = (event: MessageEvent) => {
      const asked = frame;
      if (
        event.origin !== origin ||
        event.source !== asked.contentWindow ||
        event.data !== "breakwater:shell"
      )
        return;
      const channel = new MessageChannel();
      const link: ShellLink = { send: (message) => channel.port1.postMessage(message) };
      channel.port1.onmessage = ({ data }) => {
        const message = parseFromShell(data);
        if (message?.type !== "ready") return message ? onMessage(message) : undefined;
        if (isOver(asked)) return;
        hasAnswered = true;
        window.removeEventListener("message", greet);
        window.clearTimeout(late);
        onLate(false);
        resolve(link);
      };
      asked.contentWindow?.postMessage("breakwater:port", origin, [channel.port2]);
    };
    window.addEventListener("message", greet);
  });
  again();
  return { linked, again };
}
