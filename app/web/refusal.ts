/** What a form gets back when it was refused: field → message key, the reason, and everything that was typed. */
export type FormRefusal = {
  errors: Record<string, string>;
  reason: string;
  details: Record<string, unknown>;
  values: Record<string, string | string[]>;
};

/** The refusal in an action's answer, if it was refused. */
export const refusalOf = (answer: unknown): FormRefusal | undefined =>
  typeof answer === "object" && answer !== null && "errors" in answer && "values" in answer
    ? (answer as FormRefusal)
    : undefined;
