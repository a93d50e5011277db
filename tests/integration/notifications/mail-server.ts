/** A mail server small enough for tests: it takes what it is sent, or refuses it. */
import { createServer, type Server } from "node:net";
import { afterAll } from "vitest";

export type MailServer = {
  url: string;
  mails: string[];
  refuse: (sentence: string | null) => void;
};

export async function mailServer(): Promise<MailServer> {
  const mails: string[] = [];
  let refusal: string | null = null;
  const server: Server = createServer((socket) => {
    let receiving = false;
    let mail = "";
    socket.on("error", () => {});
    socket.write("220 test\r\n");
    socket.on("data", (chunk) => {
      const text = chunk.toString();
      if (receiving) {
        mail += text;
        if (!mail.endsWith("\r\n.\r\n")) return;
        receiving = false;
        mails.push(mail);
        mail = "";
        socket.write("250 taken\r\n");
        return;
      }
      if (/^RCPT/i.test(text) && refusal) socket.write(`${refusal}\r\n`);
      else if (/^DATA/i.test(text)) {
        receiving = true;
        socket.write("354 go on\r\n");
      } else if (/^QUIT/i.test(text)) socket.end("221 bye\r\n");
      else socket.write("250 ok\r\n");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  afterAll(() => server.close());
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (sentence) => {
      refusal = sentence;
    },
  };
}
