/** Work set aside from an older window: the learner's choice is one more entry of the attempt's list, and the state follows from the list. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { completeFinishedModule } from "../commands.server";
import { applySetAside, type SetAside } from "../reducer";
import type { AttemptState } from "../schema";

type Undecided = {
  id: string;
  state: AttemptState;
  sequencing: string | null;
  country: string;
  branch: string;
};

/** `keep` leaves it in the record, `use` takes it as the state. Throws conflict/nothing_set_aside. */
export function chooseBranch(
  actor: Actor,
  registrationId: string,
  choice: "keep" | "use",
): Promise<void> {
  return withActor(actor, async (db) => {
    // locked, so that a commit set aside meanwhile is for the next choice
    const [attempt] = await db.$queryRaw<Undecided[]>`
      select id, state, sequencing, country, branch from attempt
      where registration_id = ${registrationId}::uuid and person_id = ${actor.personId}::uuid and branch_epoch is not null for update`;
    if (!attempt) throw conflict("nothing_set_aside");
    const { sequencing = null, ...state } =
      choice === "use" ? await withSetAside(db, attempt) : attempt.state;
    await db.$executeRaw`
      with decided as (update attempt set branch_epoch = null, arrivals = arrivals + 1, state = ${JSON.stringify(state)}::jsonb,
        sequencing = coalesce(${sequencing}, sequencing) where id = ${attempt.id}::uuid returning arrivals)
      insert into branch_choice (attempt_id, arrival, person_id, country, branch, choice)
      select ${attempt.id}::uuid, arrivals, ${actor.personId}::uuid, ${attempt.country}, ${attempt.branch}, ${choice} from decided`;
    await completeFinishedModule(db, attempt.id);
  });
}

/** The state with what was set aside since the last choice, whose global objectives are shared now. */
async function withSetAside(db: ActorDb, attempt: Undecided): Promise<AttemptState> {
  const commits = await db.$queryRaw<(SetAside & { objectives: Record<string, string> })[]>`
    select epoch, sequence, item, item_state as "itemState", sequencing, objectives, course from commit_record
    where attempt_id = ${attempt.id}::uuid and set_aside
      and arrival > (select coalesce(max(arrival), 0) from branch_choice where attempt_id = ${attempt.id}::uuid)
    order by epoch, sequence`;
  const objectives = Object.assign({}, ...commits.map((commit) => commit.objectives));
  await db.$executeRaw`
    select app.share_objectives(a, ${JSON.stringify(objectives)}::jsonb) from attempt a where a.id = ${attempt.id}::uuid`;
  return applySetAside(attempt.state, commits);
}
