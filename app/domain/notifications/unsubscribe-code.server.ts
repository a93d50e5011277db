/** The code of an unsubscribe link, derived from the message's id under a secret: only its hash is stored. */
import { derivedCapability } from "~/domain/kernel/ids";
import { env, secrets } from "~/platform/env.server";

export const unsubscribeCode = (messageId: string): string =>
  derivedCapability(secrets.unsubscribing, messageId);

export const unsubscribeLink = (messageId: string): string =>
  `${env().appOrigin}/unsubscribe/${unsubscribeCode(messageId)}`;
