/**
 * Several windows of one person on one attempt: the newest plays. Windows that play hold a lock of the attempt's name for as long
 * as they live, so that a new one waits for an answer only where somebody could give one.
 */

/** How long a new window waits for another to put its work on this device. */
const HAND_OVER_MS = 800;

export type Windows = {
  /** Asks another window to let go; resolves once its work is on this device, or nobody answers. */
  takeOver: () => Promise<void>;
  /** From now on this window plays, and lets go when another asks. */
  play: (letGo: () => Promise<void>) => void;
};

export function openWindows(attemptId: string): Windows {
  const name = `breakwater-${attemptId}`;
  const channel = new BroadcastChannel(name);
  return {
    async takeOver() {
      if (await isAlone(name)) return;
      await new Promise<void>((resolve) => {
        channel.onmessage = (event) => event.data === "released" && resolve();
        channel.postMessage("hand-over");
        window.setTimeout(resolve, HAND_OVER_MS);
      });
    },
    play(letGo) {
      let unlock = () => {};
      const playing = new Promise<void>((resolve) => {
        unlock = resolve;
      });
      void navigator.locks?.request(name, { mode: "shared" }, () => playing);
      channel.onmessage = async (event) => {
        if (event.data !== "hand-over") return;
        // a window that has let go must not answer for the one that plays now
        channel.onmessage = null;
        await letGo();
        unlock();
        channel.postMessage("released");
      };
    },
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
