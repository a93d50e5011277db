/** A brake on guessing, per address and purpose, in this process. */
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { rateLimited } from "~/domain/kernel/errors";

const limiters = new Map<string, RateLimiterMemory>();

/** Counts one use. Throws rate_limited when `perMinute` is exceeded. */
export async function limitByAddress(
  purpose: string,
  address: string,
  perMinute: number,
): Promise<void> {
  const limiter =
    limiters.get(purpose) ?? new RateLimiterMemory({ points: perMinute, duration: 60 });
  limiters.set(purpose, limiter);
  try {
    await limiter.consume(address);
  } catch (refused) {
    throw refused instanceof RateLimiterRes
      ? rateLimited(Math.ceil(refused.msBeforeNext / 1000))
      : refused;
  }
}
