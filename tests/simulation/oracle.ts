/** What must be true whatever happens, written down independently of the client: every broken promise is noted in words. */
import { isDeepStrictEqual } from "node:util";
import { replay } from "~/domain/learning/reducer";
import type { Left } from "~/player/messages";
import type { SaveStatus } from "~/player/standing";
import { keyOf, LANE_LIMIT, type Written } from "~/player/write-ahead";
import type { Page } from "./page";
import type { Server } from "./server";

type Vow = { line: Left; shelf: boolean; disk: boolean; wiped: boolean; device: unknown };

export class Oracle {
  readonly broken: string[] = [];
  private readonly promises = new Map<string, Vow>();
  private readonly wiped = new Set<Page>();

  constructor(private readonly server: Server) {}

  said(page: Page, line: Left, shelf: boolean): void {
    this.promises.set(keyOf(line), { line, shelf, disk: false, wiped: false, device: page.device });
  }

  onDisk(written: Written): void {
    const promise = this.promises.get(keyOf(written));
    if (promise) promise.disk = true;
  }

  /** A shell forgets a line of the shelf: it must be on the disk or the server by then. */
  leftShelf(key: string): void {
    const promise = this.promises.get(key);
    if (!promise) return;
    const ahead = [...this.promises.values()].filter(
      (other) => other !== promise && (other.shelf || other.disk),
    );
    const isCovered = this.isAmong(
      ahead.map(({ line }) => line),
      key,
    );
    if (!promise.disk && !promise.wiped && !this.isOnServer(key) && !isCovered)
      this.note(`${key} was forgotten by the shell, and is nowhere else`);
    promise.shelf = false;
  }

  torn(page: Page, mark: number): void {
    const { attemptId, epoch } = page.ticket ?? { attemptId: "", epoch: 0 };
    const promise = this.promises.get(keyOf({ attemptId, epoch, mark }));
    if (promise) promise.shelf = false;
  }

  wipedDisk(device: { pages: Page[] }, person: string): void {
    for (const promise of this.promisesOn(device, person)) {
      promise.wiped ||= promise.disk;
      promise.disk = false;
    }
    for (const page of device.pages) this.wiped.add(page);
  }

  wipedShelf(device: unknown, person: string): void {
    for (const promise of this.promisesOn(device, person)) promise.shelf = false;
  }

  /** What the learner is told must be true in that instant. */
  told(page: Page, status: SaveStatus): void {
    if (!page.ticket) return;
    const { attemptId, epoch } = page.ticket;
    const lines = [...page.device.disk(page.person).lines.values()];
    for (const mark of page.received) {
      const key = keyOf({ attemptId, epoch, mark });
      const isOnServer = this.isOnServer(key);
      if ((status === "saved" || status === "set_aside") && !isOnServer)
        this.note(`${status} was said, and ${key} is not on the server`);
      if (
        status === "on_device" &&
        !isOnServer &&
        !this.wiped.has(page) &&
        !this.isAmong(lines, key)
      )
        this.note(`on_device was said, and ${key} is neither here nor on the server`);
    }
    if (page.isChanged && status !== "saving") this.note(`${status} was said while a value waits`);
  }

  /** After a page lived on in peace: it has brought everything to the server and says so. */
  settled(page: Page): void {
    if (!page.ticket) {
      this.note("a page has not begun, and nothing is in its way");
      return;
    }
    for (const mark of page.received) {
      const key = keyOf({ ...page.ticket, mark });
      if (!this.isOnServer(key)) this.note(`${key} was not sent by a page at peace`);
    }
    if (page.status && !["saved", "set_aside"].includes(page.status))
      this.note(`a page at peace says ${page.status}, ${page.problem}`);
  }

  /** After everything healed and every device was opened once more. */
  finish(): void {
    for (const [key, { shelf, disk }] of this.promises)
      if ((shelf || disk) && !this.isOnServer(key))
        this.note(`${key} was written ahead (${disk ? "disk" : "journal"}) and is lost`);
    for (const [attemptId, attempt] of this.server.attempts) {
      this.checkRecords(attemptId, attempt.recorded);
      const applied = attempt.recorded.filter(({ setAside }) => !setAside);
      const isPlain = attempt.log.every(({ kind }) => kind !== "choice");
      if (isPlain && !isDeepStrictEqual(this.server.stateOf(attemptId), replay(applied)))
        this.note(`the state of ${attemptId} is not the replay of its accepted commits`);
    }
  }

  checkBounds(device: { disk: (person: string) => { lines: Map<string, unknown> } }): void {
    for (const person of ["Ann", "Ben"]) {
      const { size } = device.disk(person).lines;
      if (size > LANE_LIMIT * 4) this.note(`${size} lines wait on a device`);
    }
  }

  note(words: string): void {
    if (!this.broken.includes(words)) this.broken.push(words);
  }

  private isAmong(lines: Left[], key: string): boolean {
    const said = this.promises.get(key)?.line;
    return lines.some(
      ({ attemptId, epoch, mark, entry }) =>
        attemptId === said?.attemptId &&
        epoch === said.epoch &&
        entry.item === said.entry.item &&
        mark >= said.mark,
    );
  }

  private checkRecords(
    attemptId: string,
    recorded: {
      epoch: number;
      sequence: number;
      mark: number;
      itemState: { cmi: Record<string, string> };
    }[],
  ): void {
    const last = new Map<number, number>();
    for (const { epoch, sequence, mark, itemState } of recorded) {
      if (sequence !== (last.get(epoch) ?? 0) + 1)
        this.note(`a sequence of ${attemptId} is missing`);
      last.set(epoch, sequence);
      const said = this.promises.get(keyOf({ attemptId, epoch, mark }))?.line.entry.cmi;
      if (!isDeepStrictEqual(said, itemState.cmi))
        this.note(`${attemptId} ${epoch} ${mark} is not what was said`);
    }
  }

  private *promisesOn(device: unknown, person: string) {
    for (const promise of this.promises.values())
      if (promise.device === device && promise.line.attemptId === `attempt of ${person}`)
        yield promise;
  }

  /** The line itself or a later state of the same SCO by the same launch; for a refused one, by a newer launch. */
  private isOnServer(key: string): boolean {
    const said = this.promises.get(key)?.line;
    if (!said) return true;
    const mayBeNewer = this.server.everRefused.has(key);
    return this.server
      .attempt(said.attemptId)
      .recorded.some(
        ({ epoch, mark, item, setAside }) =>
          item === said.entry.item &&
          ((epoch === said.epoch && mark >= said.mark) ||
            (mayBeNewer && epoch > said.epoch && !setAside)),
      );
  }
}
