/** What one request knows: its session (resolved once), its locale and its translate function. Made in getLoadContext. */
import type { AppLoadContext } from "@remix-run/node";
import type { TFunction } from "i18next";
import { findSession, getSignedIn } from "~/domain/identity/queries.server";
import type { SignedIn } from "~/domain/identity/schema";
import type { Actor } from "~/domain/kernel/actor";
import { DomainError } from "~/domain/kernel/errors";
import { type Locale, localeOrEnglish, translate } from "~/platform/i18n.server";

export type Session = { actor: Actor; person: SignedIn };

export type RequestContext = {
  nonce: string;
  address: string;
  session: Session | null;
  locale: Locale;
  t: TFunction;
};

declare module "@remix-run/node" {
  interface AppLoadContext extends RequestContext {}
}

/** Resolves the session from the cookie once; a session whose person is gone counts as none. */
export async function requestContext(
  headers: Headers,
  address: string,
  nonce: string,
): Promise<AppLoadContext> {
  const session = await resolveSession(headers);
  const locale = localeOrEnglish(session?.person.locale ?? "en");
  return { nonce, address, session, locale, t: translate(locale) };
}

async function resolveSession(headers: Headers): Promise<Session | null> {
  const found = await findSession(headers);
  if (!found) return null;
  try {
    return await getSignedIn(found.personId);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
