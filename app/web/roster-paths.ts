/** Where the pages of an import live: with its cohort, or with its country. */
type Placed = { id: string; cohortId: string; country: string | null };

export const rostersPath = ({ cohortId, country }: Omit<Placed, "id">): string =>
  country ? `/country/${country}/rosters` : `/academy/cohorts/${cohortId}/rosters`;

export const rosterPath = (record: Placed): string => `${rostersPath(record)}/${record.id}`;
