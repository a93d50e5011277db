/** The page's end of the port to the shell: made once, after origin and source were checked, and parsed ever after. */
import { type FromShell, parseFromShell, type ToShell } from "./messages";

export type ShellLink = { send: (message: ToShell) => void };

/** Resolves when the shell in `frame` answers from `origin` and is ready. */
export function linkShell(
  frame: HTMLIFrameElement,
  url: string,
  onMessage: (message: FromShell) => void,
): Promise<ShellLink> {
  const origin = new URL(url).origin;
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    const link: ShellLink = { send: (message) => channel.port1.postMessage(message) };
    channel.port1.onmessage = (event) => {
      const message = parseFromShell(event.data);
      if (message?.type === "ready") resolve(link);
      else if (message) onMessage(message);
    };
    const greet = (event: MessageEvent) => {
      if (
        event.origin !== origin ||
        event.source !== frame.contentWindow ||
        event.data !== "breakwater:shell"
      )
        return;
      window.removeEventListener("message", greet);
      frame.contentWindow?.postMessage("breakwater:port", origin, [channel.port2]);
    };
    window.addEventListener("message", greet);
    frame.src = url;
  });
}
