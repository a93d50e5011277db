/**
 * The matrix as one stop of the Tab key, with the arrow keys from cell to cell (ARIA Authoring Practices, grid pattern): a thousand
 * cells are no thousand stops. Arrows go by one, Home and End to the ends of a row, with Ctrl to the corners. Where scripts do not run
 * every cell stays a stop of its own.
 */
for (const table of document.querySelectorAll<HTMLTableElement>("table.matrix")) {
  const rows = rowsOf(table);
  const links = rows.flat();
  let stop = links.find(({ href }) => href === window.location.href) ?? links[0];
  if (!stop) continue;
  for (const link of links) link.tabIndex = link === stop ? 0 : -1;
  keepHeadersClear(table);
  table.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLAnchorElement) || !stop) return;
    stop.tabIndex = -1;
    target.tabIndex = 0;
    stop = target;
  });
  table.addEventListener("keydown", (event) => {
    if (event.altKey || event.shiftKey || event.metaKey) return;
    const next = nextOf(rows, event);
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    // focusing alone leaves what is cut off by a few points where it is
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  table.dataset.arrowKeys = "";
}

type Rows = HTMLAnchorElement[][];

function rowsOf(table: HTMLTableElement): Rows {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  return rows.map((row) => [...row.querySelectorAll("a")]);
}

/** Where this key leads; undefined for other keys and at the edges. */
function nextOf(rows: Rows, { key, ctrlKey, target }: KeyboardEvent): HTMLElement | undefined {
  if (!(target instanceof HTMLAnchorElement)) return undefined;
  const y = rows.findIndex((row) => row.includes(target));
  const row = rows[y];
  if (!row) return undefined;
  const x = row.indexOf(target);
  if (key === "Home") return ctrlKey ? rows[0]?.[0] : row[0];
  if (key === "End") return ctrlKey ? rows.at(-1)?.at(-1) : row.at(-1);
  if (ctrlKey) return undefined;
  if (key === "ArrowLeft") return row[x - 1];
  if (key === "ArrowRight") return row[x + 1];
  if (key === "ArrowUp") return rows[y - 1]?.[x];
  return key === "ArrowDown" ? rows[y + 1]?.[x] : undefined;
}

/** What has the focus is not scrolled to below the headers that stay in sight (WCAG 2.4.11). */
function keepHeadersClear(table: HTMLTableElement): void {
  const { parentElement: scroller, tHead: head } = table;
  const country = table.tBodies[0]?.rows[0]?.cells[0];
  if (scroller && head && country)
    scroller.style.scrollPadding = `${head.offsetHeight}px 0 0 ${country.offsetWidth}px`;
}
