/** A message that survives one redirect: the key of a sentence, in a short-lived cookie. */
import { createCookie, redirect } from "@remix-run/node";

const flash = createCookie("breakwater.flash", {
  maxAge: 60,
  httpOnly: true,
  sameSite: "lax",
  path: "/",
});

/** Redirects and shows `flash.<key>` (a namespaced key such as `packages:flash.imported` works too) on the next page. */
export async function redirectWith(
  path: string,
  key: string,
  headers = new Headers(),
): Promise<Response> {
  headers.append("Set-Cookie", await flash.serialize(key));
  return redirect(path, { headers });
}

/** The pending message key, if any. */
export async function readFlash(request: Request): Promise<string | null> {
  const value: unknown = await flash.parse(request.headers.get("Cookie"));
  return typeof value === "string" && value ? value : null;
}

/** The header that forgets it. */
export const clearFlash = (): Promise<string> => flash.serialize("", { maxAge: 0 });
