/** The code on a certificate: 130 bits derived from the award's id under a secret, so that it is stored nowhere in clear. */
import { createHmac } from "node:crypto";
import { secrets } from "~/platform/env.server";

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

export function verificationCode(awardId: string): string {
  const bytes = createHmac("sha256", secrets.verification).update(awardId).digest();
  return Array.from(bytes.subarray(0, 26), (byte) => BASE32[byte & 31]).join("");
}
