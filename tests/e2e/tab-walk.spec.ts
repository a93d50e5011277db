/** The walk by keyboard, which every page is put through, on pages that hold what it must find. */
import { expect, test } from "@playwright/test";
import { tabFaults } from "./tab-walk";

const LINKS = '<a href="#one">One</a> <a href="#two">Two</a>';
const HELD = `onkeydown="if (event.key === 'Tab') event.preventDefault()"`;
const RADIOS = '<input type="radio" name="r"><input type="radio" name="r">';
const CLOSED = '<details><summary>More</summary><a href="#in">Within</a></details>';

const FAULTS: [string, string, RegExp][] = [
  ["a click without a key", `${LINKS}<div onclick="go()">Go</div>`, /never reaches: <div onclick/],
  [
    "a link taken out of the order",
    `${LINKS}<a href="#x" tabindex="-1">X</a>`,
    /reaches: <a href="#x"/,
  ],
  [
    "a focus nobody sees",
    `<style>button { outline: none }</style>${LINKS}<button>B</button>`,
    /seen at: <button>/,
  ],
  [
    "an outline without colour",
    `<style>:focus { outline: 2px solid transparent }</style><a href="#one">One</a>`,
    /seen at: <a/,
  ],
  [
    "a table for the arrow keys without a stop",
    `${LINKS}<table data-arrow-keys><tr><td><a href="#x" tabindex="-1">X</a></table>`,
    /reaches: <a href="#x"/,
  ],
  ["a trap", `${LINKS}<input ${HELD}><button>B</button>`, /does not come round.*<input/],
  [
    "a way back to the start",
    `${LINKS}<input onblur="document.links[0].focus()"><button>B</button>`,
    /never reaches: <button>/,
  ],
];

for (const [what, html, fault] of FAULTS)
  test(`${what} is found`, async ({ page }) => {
    await page.setContent(html);
    const faults = await tabFaults(page, "page");
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(fault);
  });

test("nothing is found where nothing is wrong", async ({ page }) => {
  const box =
    '<section style="overflow: auto; height: 40px"><p style="height: 300px">Text</section>';
  const rest = '<button disabled>B</button><button style="visibility: hidden">B</button>';
  const ring = "<style>input:focus { outline: none; box-shadow: 0 0 0 3px red }</style>";
  for (const html of [
    "<p>Nothing to use</p>",
    '<a href="#one">One</a>',
    `${LINKS}${RADIOS}${CLOSED}${box}${rest}`,
    `${ring}<input><input type="date"><input type="time"><input type="datetime-local">`,
    `<table data-arrow-keys><tr><td><a href="#x">X</a><td><a href="#y" tabindex="-1">Y</a></table>`,
    `${LINKS}<button autofocus>B</button>${LINKS}`,
  ]) {
    await page.setContent(html);
    expect(await tabFaults(page, html)).toEqual([]);
  }
});
