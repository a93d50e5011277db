/** What an attempt to escape is, and what it is told. The functions travel into the package as text: they may use nothing but their argument. */

export type Aim = {
  /** The application's origin, and the same with this attempt's mark: whatever answers it was reached. */
  app: string;
  appMark: string;
  /** A third party that notes every request; with this attempt's mark. */
  canary: string;
  canarySocket: string;
  /** Another person's registration: its origin, its capability, a file of it that exists. */
  otherOrigin: string;
  otherPath: string;
  ownPath: string;
  /** The window that owns the API: the lesson's parent. */
  shell: Window & Record<string, unknown>;
};

export type Attempt = {
  name: string;
  /** Answers what was obtained; a thrown error answers its name. */
  run: (aim: Aim) => unknown;
  /** What the answer is when nothing was obtained. The canary's and the application's own notes are judged besides. */
  held: RegExp;
};

/** Errors with which browsers refuse, and no answer at all. */
const REFUSED =
  /^(no answer|SecurityError|NotAllowedError|NotSupportedError|TypeError|NetworkError|AbortError|InvalidStateError|NotFoundError|DataCloneError|ReferenceError)$/;
export const either = (...words: string[]): RegExp =>
  new RegExp(`^(${words.join("|")})$|${REFUSED.source}`);
