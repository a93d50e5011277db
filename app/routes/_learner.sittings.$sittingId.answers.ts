/** Where the page's script saves a choice before the learner moves on. Same parser and command as the page's own form. */
import { z } from "zod";
import { answerQuestion } from "~/domain/assessment/commands/answer-question.server";
import { AnswerForm, SittingParams } from "~/domain/assessment/input.server";
import { defineAction } from "~/web/define.server";

const Form = AnswerForm.extend({ position: z.coerce.number().int().min(1).max(500) });

export const action = defineAction(
  { access: "signed-in", params: SittingParams, form: Form },
  async ({ actor, params, form: { next, ...answer } }) => {
    const receipt = await answerQuestion(actor, { ...answer, ...params });
    return Response.json(receipt);
  },
);
