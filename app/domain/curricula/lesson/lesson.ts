/** A lesson in Markdown: one `#` title, `##` pages, and knowledge checks as fenced blocks named `check`. Pure. */
import { marked } from "marked";

export type Choice = { text: string; feedback: string; right: boolean };
export type Check = { question: string; choices: Choice[] };
export type Page = { title: string; html: string; checks: Check[] };
export type Lesson = { title: string; pages: Page[] };

/** Reads a lesson. Throws with the page and the fault when it cannot be one. */
export function parseLesson(markdown: string, name: string): Lesson {
  const title = /^# (.+)$/m.exec(markdown)?.[1]?.trim();
  if (!title) throw new Error(`${name}: a lesson begins with a title (# …).`);
  const pages = markdown
    .split(/^## /m)
    .slice(1)
    .map((text) => parsePage(text, name));
  if (pages.length === 0) throw new Error(`${name}: a lesson has at least one page (## …).`);
  return { title, pages };
}

function parsePage(text: string, name: string): Page {
  const [heading = "", ...rest] = text.split("\n");
  const checks: Check[] = [];
  const body = rest.join("\n").replace(/^```check\n([\s\S]*?)^```$/gm, (_block, inner: string) => {
    checks.push(parseCheck(inner, `${name}, ${heading.trim()}`));
    return "";
  });
  return { title: heading.trim(), html: String(marked.parse(body, { async: false })), checks };
}

function parseCheck(text: string, place: string): Check {
  const lines = text.trim().split("\n");
  const question = lines[0]?.trim() ?? "";
  const choices = lines.slice(1).map((line) => {
    const match = /^- \[( |x)\] (.+?) \| (.+)$/.exec(line.trim());
    if (!match) throw new Error(`${place}: “${line}” is not “- [ ] choice | feedback”.`);
    return { right: match[1] === "x", text: match[2] ?? "", feedback: match[3] ?? "" };
  });
  if (choices.filter((choice) => choice.right).length !== 1)
    throw new Error(`${place}: a check has exactly one right choice.`);
  return { question, choices };
}
