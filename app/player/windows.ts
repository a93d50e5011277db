/**
 * Several windows of one person on one attempt: the newest plays. Windows that play hold a lock of the attempt's name for as long
 * as they live, so that a new one waits for an answer only where somebody could give one.
 */

/** How long a new window waits for another to put its work on this device. */
const HAND_OVER_MS = 800;

/** `hand-over`: a window begins. A number: the window of this epoch plays, older ones let go. `released`: one has. */
type Word = "hand-over" | "released" | number;

export type Windows = {
  /** Asks another window to let go; resolves once its work is on this device, or nobody answers. */
  takeOver: () => Promise<void>;
  /** From now on this window plays under this epoch, and lets go when a newer one asks. */
  play: (epoch: number, letGo: () => Promise<void>) => void;
};

/** What a browser gives windows of one name to hear and know of each other. */
export type WindowHost = {
  post: (word: Word) => void;
  onWord: (listener: (word: unknown) => void) => void;
  /** Whether surely no other window holds the lock. */
  isAlone: () => Promise<boolean>;
  /** Takes the shared lock; the answer gives it back. */
  lock: () => () => void;
  schedule: (work: () => void, ms: number) => void;
};

export function openWindows(host: WindowHost): Windows {
  let heard: (word: unknown) => void = () => {};
  host.onWord((word) => heard(word));
  return {
    async takeOver() {
      if (await host.isAlone()) return;
      await new Promise<void>((resolve) => {
        heard = (word) => word === "released" && resolve();
        host.post("hand-over");
        host.schedule(resolve, HAND_OVER_MS);
      });
    },
    play(epoch, letGo) {
      const unlock = host.lock();
      heard = async (word) => {
        if (word !== "hand-over" && !(typeof word === "number" && word > epoch)) return;
        // a window that has let go must not answer for the one that plays now
        heard = () => {};
        await letGo().finally(unlock);
        host.post("released");
      };
      // two that began at once have not heard each other's wish
      host.post(epoch);
    },
  };
}

/** The browser's own windows of an attempt. */
export function windowHost(attemptId: string): WindowHost {
  const name = `breakwater-${attemptId}`;
  const channel = new BroadcastChannel(name);
  return {
    post: (word) => channel.postMessage(word),
    onWord(listener) {
      channel.onmessage = (event) => listener(event.data);
    },
    isAlone: () => isAlone(name),
    lock() {
      let unlock = () => {};
      const playing = new Promise<void>((resolve) => {
        unlock = resolve;
      });
      void navigator.locks?.request(name, { mode: "shared" }, () => playing);
      return unlock;
    },
    schedule: (work, ms) => window.setTimeout(work, ms),
  };
}

/** A browser that has no locks cannot tell, nor can one that refuses them. */
async function isAlone(name: string): Promise<boolean> {
  try {
    const { held } = await navigator.locks.query();
    return held?.every((lock) => lock.name !== name) ?? false;
  } catch {
    return false;
  }
}
