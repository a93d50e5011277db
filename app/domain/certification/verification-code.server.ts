/** The code on a certificate: 130 bits derived from the award's id under a secret, so that it is stored nowhere in clear. */
import { derivedCapability } from "~/domain/kernel/ids";
import { secrets } from "~/platform/env.server";

export const verificationCode = (awardId: string): string =>
  derivedCapability(secrets.verification, awardId);
