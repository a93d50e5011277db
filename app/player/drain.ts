/** What earlier shells left in the journal becomes commits of the launches it belongs to. */
import type { DeviceStore } from "./device-store";
import type { Entry } from "./messages";

type Store = Pick<DeviceStore, "append" | "tokenOf">;

/** Writes the entries ahead; answers the epochs that were taken over. Entries of launches unknown here stay where they are. */
export async function takeOverEntries(
  store: Store,
  attemptId: string,
  entries: { epoch: number; entry: Entry }[],
): Promise<number[]> {
  const taken = new Set<number>();
  for (const { epoch, entry } of entries) {
    const token = await store.tokenOf(attemptId, epoch);
    if (!token) continue;
    await store.append(attemptId, epoch, token, entry);
    taken.add(epoch);
  }
  return [...taken];
}
