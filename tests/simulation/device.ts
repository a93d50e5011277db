/** A machine: its storages, its wire, whoever is signed in on it, and its windows. */
import type { Written } from "~/player/write-ahead";
import type { Oracle } from "./oracle";
import { Page } from "./page";
import { type Caller, type Server, Wire } from "./server";
import { Disk, Shelf } from "./storage";
import type { World } from "./world";

export class Device {
  session: string | null = "Ann";
  pages: Page[] = [];
  crashes = 0;
  /** Everybody who ever had a window here. */
  readonly users = new Set<string>();
  readonly wire: Wire;
  private readonly disks = new Map<string, Disk>();
  private readonly shelves = new Map<string, Shelf>();

  constructor(
    private readonly world: World,
    private readonly server: Server,
    readonly oracle: Oracle,
    private readonly name: string,
  ) {
    this.wire = new Wire(world, server);
  }

  /** A window for whoever is signed in; nobody signed in, nothing to open. */
  open(): void {
    if (!this.session) return;
    this.users.add(this.session);
    this.pages.push(new Page(this.world, this, this.session));
  }

  crash(page: Page | undefined, isTorn: boolean): void {
    if (!page) return;
    if (isTorn) this.tear(page);
    page.die();
  }

  forgetPage(page: Page): void {
    this.crashes += 1;
    this.pages = this.pages.filter((other) => other !== page);
  }

  disk(person: string): Disk {
    let disk = this.disks.get(person);
    if (!disk) {
      disk = new Disk(this.world, `disk of ${this.name} ${person}`);
      disk.onWritten = (written) => this.oracle.onDisk(written);
      this.disks.set(person, disk);
    }
    return disk;
  }

  shelf(person: string): Shelf {
    const shelf = this.shelves.get(person) ?? new Shelf();
    this.shelves.set(person, shelf);
    return shelf;
  }

  send = (page: Page, caller: Caller, written: Written, sequence: number) =>
    this.wire.request(page, () => this.server.commit(caller, written, sequence), {
      kind: "unreachable" as const,
    });

  requestLaunch = (page: Page, caller: Caller, attemptId: string) =>
    this.wire.request(page, () => this.server.launch(caller, attemptId), "unreachable" as const);

  recallLaunches = (page: Page, caller: Caller, asked: { attemptId: string; epoch: number }[]) =>
    this.wire.request(page, () => this.server.recall(caller, asked), "unreachable" as const);

  private tear(page: Page): void {
    const shelf = this.shelf(page.person);
    if (page.lastOnShelf === null || !shelf.lastKey?.includes(page.name)) return;
    this.oracle.torn(page, page.lastOnShelf);
    shelf.tear();
  }
}
