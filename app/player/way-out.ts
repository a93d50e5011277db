/** Leaving the player, over an injected page: what waits is sent first, and nobody is sent to a page that will not open. */

type Page = {
  /** Sends what waits, as far as that goes now. */
  send: () => Promise<unknown>;
  /** Whether the server answers at all. */
  isReachable: () => Promise<boolean>;
  go: (url: string) => void;
  /** The learner has to stay; or that is over. */
  onStuck: (isStuck: boolean) => void;
};

export type WayOut = {
  /** Goes there, or says that there is no way now. `first` ends what is open. */
  leaveFor: (url: string, first?: () => Promise<unknown>) => Promise<void>;
  /** Tries again where the learner wanted to go; false when they did not want to. */
  tryAgain: () => boolean;
  /** The server has answered: whoever was told to stay may go when they like. */
  clear: () => void;
};

export function openWayOut({ send, isReachable, go, onStuck }: Page): WayOut {
  let wanted: string | null = null;
  let isLeaving = false;

  async function leaveFor(url: string, first?: () => Promise<unknown>): Promise<void> {
    if (isLeaving) return;
    isLeaving = true;
    await first?.();
    await send();
    const isOpen = await isReachable();
    isLeaving = false;
    wanted = isOpen ? null : url;
    onStuck(!isOpen);
    if (isOpen) go(url);
  }

  return {
    leaveFor,
    tryAgain() {
      if (wanted === null) return false;
      void leaveFor(wanted);
      return true;
    },
    clear() {
      if (wanted === null) return;
      wanted = null;
      onStuck(false);
    },
  };
}
