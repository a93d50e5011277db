/**
 * The server's rule as the simulator has it, and as PostgreSQL has it: what simulated histories asked of the one is asked of the
 * other, message by message, and both must answer alike and end alike.
 */
import { expect, it } from "vitest";
import type { Actor } from "~/domain/kernel/actor";
import { chooseBranch } from "~/domain/learning/commands/choose-branch.server";
import { launch, saveCommit } from "~/domain/learning/commands.server";
import type { AttemptState, LaunchTicket } from "~/domain/learning/schema";
import { createPerson } from "../../factories/identity";
import { openLesson } from "../../factories/learning";
import { testDatabase } from "../../setup";
import { historyOf, play } from "../../simulation/script";
import type { Message, Server } from "../../simulation/server";

const database = await testDatabase();
const HISTORIES = 300;

type Attempt = { actor: Actor; registrationId: string; attemptId: string; tickets: LaunchTicket[] };

async function attemptIn(attempts: Map<string, Attempt>, name: string): Promise<Attempt> {
  const known = attempts.get(name);
  if (known) return known;
  const actor = await createPerson(database, { country: "LC" });
  const { registrationId } = await openLesson(database, actor);
  const made: Attempt = { actor, registrationId, attemptId: "", tickets: [] };
  attempts.set(name, made);
  return made;
}

/** What PostgreSQL makes of one message, in the words of the transport. */
async function ask(attempt: Attempt, message: Message): Promise<unknown> {
  const { actor, registrationId, tickets } = attempt;
  if (message.kind === "choice") return chooseBranch(actor, registrationId, message.choice);
  if (message.kind === "launch") {
    const ticket = await launch(actor, registrationId);
    tickets.push(ticket);
    attempt.attemptId = ticket.attemptId;
    return;
  }
  const { written, sequence } = message;
  const token = tickets[written.epoch - 1]?.token ?? "";
  const { mark, entry } = written;
  const answer = await saveCommit(actor, { token, mark, sequence, ...entry });
  if (answer.outcome === "gap") return { kind: "gap", expected: answer.expected };
  return {
    kind: "stored",
    setAside: answer.outcome === "set_aside",
    sequence: "sequence" in answer && answer.sequence,
  };
}

async function replayInDatabase(server: Server): Promise<Map<string, Attempt>> {
  const attempts = new Map<string, Attempt>();
  for (const message of server.messages) {
    const name = message.kind === "commit" ? message.written.attemptId : message.attemptId;
    const answer = await ask(await attemptIn(attempts, name), message);
    if (message.kind === "commit") expect(answer).toEqual(message.answer);
  }
  return attempts;
}

const stateOf = async (attemptId: string) => {
  const [row] = await database.sql<{ state: AttemptState; sequencing: string | null }>(
    "select state, sequencing from attempt where id = $1",
    [attemptId],
  );
  return { ...row?.state, ...(row?.sequencing && { sequencing: row.sequencing }) };
};

/** Those in which a learner chose between branches, and then whatever chance gives. */
async function chosenHistories(): Promise<Server[]> {
  const plain: Server[] = [];
  const decided: Server[] = [];
  for (let seed = 1; seed <= 6000 && decided.length < HISTORIES / 3; seed++) {
    const { steps } = historyOf(seed);
    const choice = { do: seed % 4 ? "use the older" : "keep the newer", on: 0, pick: 0 } as const;
    const { server } = await play({ seed, steps: [...steps, choice] });
    const isDecided = server.messages.some(({ kind }) => kind === "choice");
    (isDecided ? decided : plain).push(server);
  }
  return [...decided, ...plain].slice(0, HISTORIES);
}

it(`PostgreSQL and the simulator's rule agree on ${HISTORIES} histories`, {
  timeout: 300_000,
}, async () => {
  let messages = 0;
  let choices = 0;
  for (const server of await chosenHistories()) {
    const attempts = await replayInDatabase(server);
    messages += server.messages.length;
    choices += server.messages.filter(({ kind }) => kind === "choice").length;
    for (const [name, { attemptId }] of attempts) {
      if (attemptId) expect(await stateOf(attemptId)).toEqual(server.stateOf(name));
    }
  }
  console.log(
    `${HISTORIES} histories, ${messages} messages, ${choices} choices: as in the database`,
  );
  expect(messages).toBeGreaterThan(HISTORIES * 3);
  expect(choices).toBeGreaterThan(0);
});
