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

/** Sends one plain-text mail; rejects with the server's own words, or when no SMTP_URL is set. */
export async function sendMail(mail: {
  email: string;
  subject: string;
  body: string;
}): Promise<void> {
  const url = env().smtpUrl;
  if (!url) throw new Error("No mail server is set (SMTP_URL).");
  await transport(url).sendMail({
    from: env().mailFrom,
    to: mail.email,
    subject: mail.subject,
    text: mail.body,
  });
}
