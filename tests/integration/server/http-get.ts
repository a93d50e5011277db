/** A request as a browser sends it: `fetch` would choose the host and unpack the body. */
import { type IncomingHttpHeaders, request } from "node:http";

type Asked = { headers?: Record<string, string>; method?: string };
export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

export const httpGet = (
  port: number,
  path: string,
  { headers = {}, method = "GET" }: Asked = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, method, path, headers }, async (response) => {
      const pieces: Buffer[] = [];
      for await (const piece of response) pieces.push(piece as Buffer);
      const { statusCode, headers } = response;
      resolve({ status: statusCode ?? 0, headers, body: Buffer.concat(pieces) });
    })
      .on("error", reject)
      .end();
  });
