/** A name with a box to tick, for lists in which several are chosen. The label names whom one chooses. */
import type { ReactNode } from "react";

export const Pick = ({ id, children }: { id: string; children: ReactNode }) => (
  <label className="pick">
    <input type="checkbox" name="id" value={id} />
    <span>{children}</span>
  </label>
);

/** The chosen ones go along with the form that decides about them. */
export const Picked = ({ ids }: { ids: string[] }) => (
  <>
    {ids.map((id) => (
      <input key={id} type="hidden" name="id" value={id} />
    ))}
  </>
);
