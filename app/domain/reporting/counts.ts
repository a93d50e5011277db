/** Attendances, persons and persons certified now, by several dimensions. Everybody stands in exactly one row of a table: rows add up to the total. */
import { withholdSmall } from "~/domain/kernel/small-counts";
import {
  type CountRow,
  type Counts,
  type CountTable,
  type Dimension,
  MEASURES,
  type ShownCounts,
} from "./schema";

/** People alike in every dimension, counted. */
export type Group = Record<Dimension, string | null> & {
  attendances: number;
  persons: number;
  certified: number;
};

export function tally(groups: readonly Group[], dimensions: readonly Dimension[]): Counts {
  const tables = dimensions.map((dimension) => tableOf(groups, dimension));
  return { total: sum(groups), tables };
}

function tableOf(groups: readonly Group[], dimension: Dimension): CountTable {
  const byKey = new Map<string | null, Group[]>();
  for (const group of groups)
    byKey.set(group[dimension], [...(byKey.get(group[dimension]) ?? []), group]);
  const rows = [...byKey].map(([key, members]): CountRow => ({ key, ...sum(members) }));
  return { dimension, rows: rows.sort((a, b) => order(a.key, b.key)) };
}

/** By name; what is not stated stands last. */
const order = (a: string | null, b: string | null): number =>
  a === null ? 1 : b === null ? -1 : a.localeCompare(b);

function sum(groups: readonly Group[]) {
  const total = { attendances: 0, persons: 0, certified: 0 };
  for (const group of groups) for (const measure of MEASURES) total[measure] += group[measure];
  return total;
}

/** As they may leave their country. What one table cannot protect is held back in all, the total included: they share it. */
export function banded({ total, tables }: Counts): Counts {
  const shown: Counts = { total: { ...total }, tables: tables.map(copy) };
  for (const measure of MEASURES) {
    const columns = tables.map(({ rows }) => withholdSmall(rows.map((row) => row[measure] ?? 0)));
    const lost = columns.some((column) => column === null);
    if (lost) shown.total[measure] = null;
    shown.tables.forEach(({ rows }, at) => {
      rows.forEach((row: ShownCounts, i) => {
        row[measure] = lost ? null : (columns[at]?.[i] ?? null);
      });
    });
  }
  return shown;
}

const copy = ({ dimension, rows }: CountTable): CountTable => ({
  dimension,
  rows: rows.map((row) => ({ ...row })),
});
