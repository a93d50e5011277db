/** A storm in Barbados, declared by the RIFC: one officer's certificate ran out in it and is extended, not renewed. */
import { extendAwardsAfter } from "~/domain/certification/commands/extend-awards.server";
import { addDays, today } from "~/domain/kernel/days";
import { declareHardship } from "~/domain/organisations/commands.server";
import { hardshipDeclared } from "~/domain/organisations/jobs";
import { asDefiner } from "../definer";
import { actorOf, type DemoContext } from "./context";

export async function seed({ owner, people }: DemoContext): Promise<void> {
  const on = today("America/Barbados", new Date());
  const { eventId } = await declareHardship(await actorOf(people.get("rifc") ?? ""), "BB", {
    ...{ kind: "storm", name: "Tropical storm Odile (fictional)", months: 3 },
    ...{ fromOn: addDays(on, -20), expectedToOn: addDays(on, 10) },
    reason: "Power and networks are out in the north and east. Invented for the demonstration.",
  });
  const [declared] = await asDefiner<{ id: string }>(
    owner,
    "select id from outbox where topic = $1 and payload ->> 'eventId' = $2",
    [hardshipDeclared, eventId],
  );
  if (declared) await extendAwardsAfter(declared.id, { eventId });
}
