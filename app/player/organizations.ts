/** Several organizations of one package are ways through it: the learner picks one, once for an attempt. */
import type { Organization } from "~/domain/packages/schema";

/** The one that is named, or the only one; else what the learner picks in `panel`, whose buttons are there already. */
export function chooseOrganization(
  organizations: Organization[],
  named: string | null,
  panel: HTMLElement,
): Promise<Organization | undefined> {
  const find = (name: string | null) => organizations.find(({ identifier }) => identifier === name);
  const known = find(named) ?? (organizations.length === 1 ? organizations[0] : undefined);
  if (known) return Promise.resolve(known);
  panel.hidden = false;
  panel.querySelector("button")?.focus();
  return new Promise((resolve) => {
    panel.addEventListener("click", ({ target }) => {
      const button =
        target instanceof Element && target.closest<HTMLElement>("[data-organization]");
      if (!button) return;
      panel.hidden = true;
      resolve(find(button.dataset.organization ?? null));
    });
  });
}
