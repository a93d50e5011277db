/** The page's end of the port to the shell: made once, after origin and source were checked, and parsed ever after. */
import { type FromShell, parseFromShell, type ToShell } from "./messages";

export type ShellLink = { send: (message: ToShell) => void };

/** `linked` resolves when the shell answers and is ready; `again` asks for it once more unless it has answered. */
type Linking = { linked: Promise<ShellLink>; again: () => void };

/** The content origin may be out of reach while the page is not: after so long the learner is told, and the lesson may still come. */
const LATE_MS = 20_000;

/**
 * Opens the shell at `url` in `frame`. One that arrives without its script, or as the browser's own error page, never answers: it is
 * asked for again, later each time. `onLate` hears that it is late, and that it has come.
 */
export function linkShell(
  frame: HTMLIFrameElement,
  url: string,
  onMessage: (message: FromShell) => void,
  onLate: (isLate: boolean) => void,
): Linking {
  const late = window.setTimeout(() => onLate(true), LATE_MS);
  const origin = new URL(url).origin;
  let hasAnswered = false;
  const again = () => {
    if (!hasAnswered) frame.src = url;
  };
  const linked = new Promise<ShellLink>((resolve) => {
    const greet = (event: MessageEvent) => {
      if (
        event.origin !== origin ||
        event.source !== frame.contentWindow ||
        event.data !== "breakwater:shell"
      )
        return;
      // one that was asked for again while it spoke takes another port
      const channel = new MessageChannel();
      const link: ShellLink = { send: (message) => channel.port1.postMessage(message) };
      channel.port1.onmessage = ({ data }) => {
        const message = parseFromShell(data);
        if (message?.type !== "ready") return message ? onMessage(message) : undefined;
        hasAnswered = true;
        window.removeEventListener("message", greet);
        window.clearTimeout(late);
        onLate(false);
        resolve(link);
      };
      frame.contentWindow?.postMessage("breakwater:port", origin, [channel.port2]);
    };
    window.addEventListener("message", greet);
  });
  askAgainWhenDead(
    frame,
    () => hasAnswered,
    again,
    () => onLate(true),
  );
  again();
  return { linked, again };
}

/** A shell whose script has run says so before its document has loaded; its word may arrive a moment after. */
const WORD_MS = 1000;
const LONGEST_DELAY_MS = 8000;

function askAgainWhenDead(
  frame: HTMLIFrameElement,
  hasAnswered: () => boolean,
  again: () => void,
  onLate: () => void,
): void {
  let delay = WORD_MS;
  frame.addEventListener("load", () => {
    if (hasAnswered()) return;
    window.setTimeout(() => {
      if (hasAnswered()) return;
      onLate();
      again();
    }, delay);
    delay = Math.min(delay * 2, LONGEST_DELAY_MS);
  });
}
