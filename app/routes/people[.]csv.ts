import { PeopleQuery } from "~/domain/identity/input.server";
import { listPeople } from "~/domain/identity/queries.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", query: PeopleQuery },
  async ({ actor, query }) => {
    const { people } = await listPeople(actor, query);
    return csvResponse(
      "people",
      people.map(({ fullName, email, organisation, profession, country }) => ({
        fullName,
        email,
        organisation,
        profession,
        country,
      })),
    );
  },
);
