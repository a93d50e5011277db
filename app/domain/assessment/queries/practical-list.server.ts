/** The practicals an academy follows: who waits for a mark, who is not ready, who has been signed. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { type Decision, decide, signedIn, signersOf } from "../decision";
import { canListPracticals } from "../policy";
import {
  type Candidate,
  listCandidates,
  listSignatures,
  type PracticalRef,
  type SignatureLine,
} from "../practical.server";
import type { PracticalState, RowState } from "../schema";
import { obstacleTo } from "../signing.server";

export type PracticalRow = PracticalRef & {
  fullName: string;
  title: string;
  curriculum: string;
  state: RowState;
  missing: number;
  /** May the actor sign the part that is to be signed now? A failed practical waits for its learner. */
  waitsForActor: boolean;
  signedAt: Date | null;
  /** Who signed in the round that stands, without what they signed. */
  signedBy: string[];
  zone: string;
};

/** Those that wait for a mark first. Throws forbidden/not_an_assessor. */
export function listPracticals(actor: Actor): Promise<PracticalRow[]> {
  return withActor(actor, (db, fresh) => {
    if (!canListPracticals(fresh)) throw forbidden("not_an_assessor");
    return readPracticals(db, fresh);
  });
}

/** As listPracticals, for areas above in their own transaction; nothing for whoever may not list them. Two statements at most. */
export async function readPracticals(db: ActorDb, actor: Actor): Promise<PracticalRow[]> {
  if (!canListPracticals(actor)) return [];
  const lines = grouped(await listSignatures(db, null));
  const candidates = (await listCandidates(db)).filter(
    (candidate) => candidate.personId !== actor.personId,
  );
  return candidates
    .sort((a, b) => a.sortName.localeCompare(b.sortName))
    .map((candidate) => rowOf(actor, candidate, lines.get(nameOf(candidate)) ?? []))
    .sort((a, b) => ORDER[a.state] - ORDER[b.state]);
}

function rowOf(actor: Actor, candidate: Candidate, lines: SignatureLine[]): PracticalRow {
  const { enrolmentId, moduleId, fullName, title, curriculum, missing, zone } = candidate;
  const decision = decide(lines, candidate.assessors);
  const signed = signedIn(lines, decision);
  const state = rowState(decision.state, missing);
  const signedBy = signed.flatMap((line) => line.assessor ?? []);
  const signedAt = signed[0]?.signedAt ?? null;
  return {
    ...{ enrolmentId, moduleId, fullName, title, curriculum, missing, zone },
    ...{ state, signedAt, signedBy },
    waitsForActor: WAITING.has(state) && isTheirTurn(actor, candidate, decision, lines),
  };
}

/** Does the next signature fall to the actor? The evaluator could sign the final mark with a waiver; nobody waits for that. */
function isTheirTurn(
  actor: Actor,
  candidate: Candidate,
  decision: Decision,
  lines: SignatureLine[],
): boolean {
  if (!decision.next || candidate.missing > 0) return false;
  const signers = signersOf(lines, decision);
  if (signers.includes(actor.personId)) return false;
  return obstacleTo(actor, candidate, decision.next, signers) === null;
}

function rowState(state: PracticalState, missing: number): RowState {
  if (state === "waiting") return "second_mark";
  if (state !== "unsigned") return state;
  return missing > 0 ? "not_ready" : "to_mark";
}

function grouped(lines: readonly SignatureLine[]): Map<string, SignatureLine[]> {
  const groups = new Map<string, SignatureLine[]>();
  for (const line of lines) {
    const group = groups.get(nameOf(line));
    if (group) group.push(line);
    else groups.set(nameOf(line), [line]);
  }
  return groups;
}

const nameOf = (ref: PracticalRef) => `${ref.enrolmentId} ${ref.moduleId}`;

const WAITING: ReadonlySet<RowState> = new Set(["to_mark", "second_mark", "disputed"]);

const ORDER: Record<RowState, number> = {
  to_mark: 0,
  second_mark: 1,
  disputed: 2,
  failed: 3,
  not_ready: 4,
  passed: 5,
};
