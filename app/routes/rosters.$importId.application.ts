import { applyRoster } from "~/domain/cohorts/commands/apply-roster.server";
import { NothingMore, RosterParams } from "~/domain/cohorts/input.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { rosterPath } from "~/web/roster-paths";

export const action = defineAction(
  { access: "signed-in", params: RosterParams, form: NothingMore },
  async ({ actor, params }) =>
    redirectWith(rosterPath(await applyRoster(actor, params.importId)), "rosters:flash.applying"),
);
