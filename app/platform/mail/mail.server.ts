/** Mail over SMTP. */
import nodemailer, { type Transporter } from "nodemailer";
import { env } from "~/platform/env.server";

const transports = new Map<string, Transporter>();

/** One transport per server; a server that does not answer is given up on soon, since the message is tried again. */
function transport(url: string): Transporter {
  const known = transports.get(url);
  if (known) return known;
  const made = nodemailer.createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });
  transports.set(url, made);
  return made;
}

export type Mail = {
  /** Names the mail, so that a mailbox that is sent it twice can tell. */
  id: string;
  email: string;
  subject: string;
  body: string;
  /** Where the mailbox itself may refuse more of it with one POST (RFC 8058). */
  unsubscribe: string | null;
  calendar: { method: "REQUEST" | "CANCEL"; ics: string } | null;
};

/** Sends one plain-text mail; rejects with the server's own words, or when no SMTP_URL is set. */
export async function sendMail(mail: Mail): Promise<void> {
  const url = env().smtpUrl;
  if (!url) throw new Error("No mail server is set (SMTP_URL).");
  const { calendar, unsubscribe } = mail;
  await transport(url).sendMail({
    from: env().mailFrom,
    to: mail.email,
    subject: mail.subject,
    text: mail.body,
    messageId: `<${mail.id}@${new URL(env().appOrigin).hostname}>`,
    headers: unsubscribe
      ? {
          "List-Unsubscribe": `<${unsubscribe}>`,
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
      : {},
    icalEvent: calendar
      ? { method: calendar.method, filename: "invitation.ics", content: calendar.ics }
      : undefined,
  });
}
