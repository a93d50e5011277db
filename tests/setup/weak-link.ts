/**
 * The weak link between a phone and this platform: one slow connection for the application and every content origin alike, which drops.
 * It lies under the browser (TCP), so that pages, frames and workers of every site are hit without their being told.
 */
import { connect, createServer, type Server, type Socket } from "node:net";
import { freePort } from "~/platform/db/embedded.server";

/** `cut`: open connections end and new ones are refused. `silent`: packets vanish and are sent again once the link is back. */
export type Outage = "cut" | "silent";

export type WeakLink = {
  /** For Chromium: our own names and ports lead through the link. */
  resolverRules: string;
  /** From now on as slow as this. */
  slow: (speed: { kilobitsPerSecond: number; latencyMs: number }) => void;
  drop: (outage: Outage) => Promise<void>;
  restore: () => Promise<void>;
  close: () => Promise<void>;
};

export async function openWeakLink(origins: { name: string; port: number }[]): Promise<WeakLink> {
  const line = new Line();
  const ends = await Promise.all(
    origins.map(async ({ port }) => new End(line, port, await freePort())),
  );
  await Promise.all(ends.map((end) => end.listen()));
  const rules = origins.map(
    ({ name, port }, index) => `MAP ${name}:${port} 127.0.0.1:${ends[index]?.port}`,
  );
  return {
    resolverRules: rules.join(", "),
    slow: (speed) => Object.assign(line, speed),
    async drop(outage) {
      if (outage === "silent") line.hush();
      else await Promise.all(ends.map((end) => end.refuse()));
    },
    async restore() {
      line.speak();
      await Promise.all(ends.map((end) => end.listen()));
    },
    async close() {
      line.speak();
      await Promise.all(ends.map((end) => end.refuse()));
    },
  };
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** What all connections share: its width, its length, and whether anything passes. */
class Line {
  kilobitsPerSecond = Number.POSITIVE_INFINITY;
  latencyMs = 0;
  private freeAt = 0;
  private passing: Promise<void> = Promise.resolve();
  speak: () => void = () => {};

  hush(): void {
    this.passing = new Promise((resolve) => {
      this.speak = resolve;
    });
  }

  /** Resolves when so many bytes have been put on the line, one after the other. */
  async send(bytes: number): Promise<void> {
    await this.passing;
    const now = performance.now();
    this.freeAt = Math.max(now, this.freeAt) + (bytes * 8) / this.kilobitsPerSecond;
    await sleep(this.freeAt - now);
    await this.passing;
  }
}

/** Where the browser meets the line for one port of the platform. */
class End {
  private server: Server | null = null;
  private readonly sockets = new Set<Socket>();

  constructor(
    private readonly line: Line,
    private readonly target: number,
    readonly port: number,
  ) {}

  async listen(): Promise<void> {
    if (this.server) return;
    const server = createServer((near) => void this.relay(near));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
  }

  async refuse(): Promise<void> {
    const { server } = this;
    this.server = null;
    for (const socket of this.sockets) socket.resetAndDestroy();
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  /** A connection costs a way there and back before anything is sent. */
  private async relay(near: Socket): Promise<void> {
    const far = connect(this.target, "127.0.0.1");
    for (const socket of [near, far]) {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
      socket.on("error", () => {
        near.destroy();
        far.destroy();
      });
    }
    near.pause();
    await this.line.send(0);
    await sleep(this.line.latencyMs);
    this.carry(near, far);
    this.carry(far, near);
  }

  private carry(from: Socket, to: Socket): void {
    let arrived: Promise<void> = Promise.resolve();
    from.on("data", async (chunk) => {
      from.pause();
      await this.line.send(chunk.length);
      const due = sleep(this.line.latencyMs / 2);
      arrived = arrived.then(() => due).then(() => void (to.writable && to.write(chunk)));
      from.resume();
    });
    from.on("end", () => void arrived.then(() => to.end()));
    from.resume();
  }
}
