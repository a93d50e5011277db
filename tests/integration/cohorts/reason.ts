/** What a refused command says: its code and details; null when it was not refused. */
export const reasonOf = (promise: Promise<unknown>): Promise<Record<string, unknown> | null> =>
  promise.then(
    () => null,
    (error) => ({ code: error.code, ...error.details }),
  );
