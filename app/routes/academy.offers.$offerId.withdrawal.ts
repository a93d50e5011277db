import { withdrawOffer } from "~/domain/cohorts/commands/partner-offers.server";
import { NothingMore, OfferParams } from "~/domain/cohorts/input.server";
import { defineAction } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const action = defineAction(
  { access: "signed-in", params: OfferParams, form: NothingMore },
  async ({ actor, params }) => {
    await withdrawOffer(actor, params.offerId);
    return redirectWith("/academy/offers", "cohorts:flash.offerWithdrawn");
  },
);
