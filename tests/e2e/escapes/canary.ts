/** A third party on this machine that notes whatever reaches it, over HTTP, as a socket or as a datagram, by the mark in its path. */
import { createSocket } from "node:dgram";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export type Canary = { origin: string; heard: string[]; close: () => void };

export async function startCanary(): Promise<Canary> {
  const heard: string[] = [];
  const note = (request: IncomingMessage) =>
    heard.push(`${request.method} ${request.url} from ${request.headers.referer ?? "nowhere"}`);
  const server = createServer((request, response) => {
    note(request);
    response.setHeader("Access-Control-Allow-Origin", "*").end("");
  });
  server.on("upgrade", (request: IncomingMessage, socket) => {
    note(request);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const datagrams = createSocket("udp4");
  datagrams.on("message", () => heard.push("a datagram"));
  datagrams.bind(port, "127.0.0.1");
  return {
    origin: `http://127.0.0.1:${port}`,
    heard,
    close: () => {
      server.close();
      datagrams.close();
    },
  };
}
