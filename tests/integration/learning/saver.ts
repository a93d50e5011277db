/** A process that saves commits one after the other and says which were acknowledged, until it is killed. Run by kill.test.ts. */

import { saveCommit } from "~/domain/learning/commands.server";
import { NO_SEQUENCING } from "~/domain/learning/schema";
import { withActor } from "~/platform/db/doors.server";

const [personId = "", token = "", from = "1"] = process.argv.slice(2);
const actor = await withActor({ personId }, async (_db, who) => who);
process.stdout.write("ready\n");
for (let sequence = Number(from); ; sequence++) {
  const cmi = { "cmi.completion_status": "incomplete", "cmi.location": String(sequence) };
  const answer = await saveCommit(actor, {
    token,
    sequence,
    item: "item",
    visit: "1",
    seconds: 1,
    viewed: false,
    cmi,
    ...NO_SEQUENCING,
  });
  process.stdout.write(`${answer.outcome} ${sequence}\n`);
}
