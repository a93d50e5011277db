/** Mail over SMTP. */
import nodemailer, { type Transporter } from "nodemailer";
import { env } from "~/platform/env.server";

let transport: Transporter | undefined;

/** Sends one plain-text mail; rejects with the server's own words. */
export async function sendMail(mail: {
  email: string;
  subject: string;
  body: string;
}): Promise<void> {
  transport ??= nodemailer.createTransport(env().smtpUrl ?? "");
  await transport.sendMail({
    from: env().mailFrom,
    to: mail.email,
    subject: mail.subject,
    text: mail.body,
  });
}
