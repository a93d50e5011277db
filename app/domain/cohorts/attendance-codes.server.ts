/**
 * Codes for attendance. A code is derived from its row's id under a secret and stored as a hash: nobody who reads the table can attend
 * by it. Each slot has two, one to scan and one to type.
 */
import { createHmac } from "node:crypto";
import { hashCapability, newId } from "~/domain/kernel/ids";
import type { ActorDb } from "~/platform/db/doors.server";
import { deriveSecret } from "~/platform/env.server";
import { type Slot, slotsOf } from "./code-window";
import { codeWordOf, plainWord } from "./code-words";
import type { CohortRecord } from "./cohort.server";
import type { SessionRecord } from "./session.server";

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

const bytesOf = (id: string) =>
  createHmac("sha256", deriveSecret("attendance")).update(id).digest();

export const scannedCode = (id: string): string =>
  Array.from(bytesOf(id).subarray(0, 26), (byte) => BASE32[byte & 31]).join("");

export const typedWord = (id: string): string => codeWordOf(bytesOf(id));

export const hashOfCode = (code: string): string => hashCapability(code);
export const hashOfWord = (word: string): string => hashCapability(`word ${plainWord(word)}`);

type CodeRow = { id: string; kind: "qr" | "word"; from: Date; until: Date };
export type ShownCode = { code: string; word: string; shownUntil: Date };
/** `open`: codes are taken now or will be from a quarter of an hour before the start. */
export type Wall = { open: boolean; shown: ShownCode | null };

/** Codes for every slot of the session, replacing those of an earlier opening. */
export async function makeCodes(
  db: ActorDb,
  cohort: CohortRecord,
  session: SessionRecord,
  { by, now }: { by: string; now: Date },
): Promise<void> {
  await endCodes(db, session.id, now);
  const slots = slotsOf(session).filter(({ until }) => until > now);
  const rows = slots.flatMap((slot) => [codeOf("qr", slot), codeOf("word", slot)]);
  await db.$executeRaw`
    insert into attendance_code (id, session_id, organisation_id, kind, code_hash, valid_from, valid_until, created_by)
    select x.id, ${session.id}::uuid, ${cohort.organisationId}::uuid, x.kind, x.hash, x."from", x.until, ${by}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (id uuid, kind text, hash text, "from" timestamptz, until timestamptz)`;
}

function codeOf(kind: "qr" | "word", { from, until }: Slot) {
  const id = newId();
  const hash = kind === "qr" ? hashOfCode(scannedCode(id)) : hashOfWord(typedWord(id));
  return { id, kind, hash, from, until };
}

/** No code of the session is taken from now on. */
export async function endCodes(db: ActorDb, sessionId: string, now: Date): Promise<number> {
  return db.$executeRaw`
    update attendance_code set valid_until = greatest(valid_from, ${now}) where session_id = ${sessionId}::uuid and valid_until > ${now} and valid_until > valid_from`;
}

/** What the wall shows at this moment. */
export async function wallOf(db: ActorDb, session: SessionRecord, now: Date): Promise<Wall> {
  const rows = await db.$queryRaw<CodeRow[]>`
    select id, kind, valid_from as "from", valid_until as until from attendance_code
    where session_id = ${session.id}::uuid and valid_until > ${now} and valid_until > valid_from order by valid_from desc`;
  const slot = slotsOf(session).find(({ from, shownUntil }) => from <= now && now < shownUntil);
  const current = (kind: CodeRow["kind"]) =>
    rows.find((row) => row.kind === kind && row.from <= now);
  const [qr, word] = [current("qr"), current("word")];
  if (!slot || !qr || !word) return { open: rows.length > 0, shown: null };
  const { shownUntil } = slot;
  return { open: true, shown: { code: scannedCode(qr.id), word: typedWord(word.id), shownUntil } };
}
