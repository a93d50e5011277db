/**
 * Uploading a package in pieces, and watching its import. Without this script the form sends the file at once and the page
 * of the import loads itself anew.
 */
import { type Answer, type Ports, type Report, type Standing, sendFile } from "./upload-sender";

type Upload = Standing & { id: string; importedAs: string | null; progress: ImportFigures };
type ImportFigures = { phase?: string; bytes?: number; bytesTotal?: number };
type Words = Record<string, string>;

const UPLOADS = "/academy/packages/uploads";
const EDGE = 256 * 1024;
const PIECE_TIMEOUT_MS = 120_000;
const POLL_MS = 1000;

const words: Words = JSON.parse(document.getElementById("upload-words")?.textContent ?? "{}");
const form = document.querySelector<HTMLFormElement>("form[data-upload]");
// without checksums (a page over plain HTTP from another machine) the form sends itself
if (form && typeof crypto.subtle === "object") form.addEventListener("submit", begin);
const watched = document.querySelector<HTMLElement>("[data-import]");
if (watched) void watchImport(watched.dataset.import ?? "");

function begin(event: SubmitEvent): void {
  const target = event.target as HTMLFormElement;
  const file = target.querySelector<HTMLInputElement>("input[type=file]")?.files?.[0];
  if (!file) return;
  event.preventDefault();
  const button = target.querySelector("button");
  if (button) button.disabled = true;
  upload(target, file).catch((error: unknown) => {
    if (button) button.disabled = false;
    tell(words[error instanceof Refusal ? error.reason : "unreadable"] ?? words.unexpected);
  });
}

class Refusal extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

async function upload(target: HTMLFormElement, file: File): Promise<void> {
  show("upload-panel");
  tell(words.checking);
  const fingerprint = await fingerprintOf(file);
  if (target.dataset.upload && target.dataset.upload !== fingerprint)
    throw new Refusal("another_file");
  const fields = Object.fromEntries(new FormData(target));
  const { organisationId, title, packageId } = fields;
  const begun = await ask<Upload>(UPLOADS, {
    ...{ organisationId, title, packageId, fingerprint },
    ...{ fileName: file.name, bytes: file.size },
  });
  // a reloaded page is the upload's own
  history.replaceState(null, "", `${UPLOADS}/${begun.id}`);
  target.hidden = true;
  draw({ received: begun.received, bytesPerSecond: null, trouble: null }, file.size);
  const end = await sendFile(portsFor(begun.id, file), begun, (report) => draw(report, file.size));
  if ("refused" in end) throw new Refusal(end.refused);
  location.replace(`${UPLOADS}/${begun.id}`);
}

async function ask<T>(address: string, body: object): Promise<T> {
  const response = await fetch(address, {
    ...{ method: "POST", body: JSON.stringify(body) },
    headers: { "Content-Type": "application/json" },
  });
  const answer = await response.json();
  if (!response.ok) throw new Refusal(answer.reason);
  return answer as T;
}

function portsFor(id: string, file: File): Ports {
  return {
    slice: (from, to) => file.slice(from, to).arrayBuffer(),
    now: () => performance.now(),
    wait: (milliseconds) =>
      new Promise((resolve) => {
        setTimeout(resolve, milliseconds);
        addEventListener("online", () => resolve(), { once: true });
      }),
    send: async (piece, offset): Promise<Answer> => {
      const response = await fetch(`${UPLOADS}/${id}/pieces?offset=${offset}`, {
        ...{ method: "POST", body: piece, signal: AbortSignal.timeout(PIECE_TIMEOUT_MS) },
        headers: {
          "Content-Type": "application/octet-stream",
          "Content-Digest": `sha-256=:${base64(await crypto.subtle.digest("SHA-256", piece))}:`,
        },
      });
      const answer = await response.json().catch(() => ({ reason: "unexpected" }));
      return response.ok
        ? { status: 200, upload: answer as Standing }
        : { status: response.status, ...(answer as { reason: string; expected?: number }) };
    },
  };
}

/** As the server makes it: size, first and last 256 KiB. */
async function fingerprintOf(file: File): Promise<string> {
  const end = Math.max(0, file.size - EDGE);
  const parts = new Blob([`${file.size}\n`, file.slice(0, EDGE), file.slice(end)]);
  const hash = await crypto.subtle.digest("SHA-256", await parts.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const base64 = (buffer: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));

function draw({ received, bytesPerSecond, trouble }: Report, total: number): void {
  const bar = document.querySelector<HTMLProgressElement>("#upload-panel progress");
  if (bar) bar.value = received / total;
  const figures = fill(words.figures, { done: megabytes(received), total: megabytes(total) });
  const left = bytesPerSecond ? timeLeft((total - received) / bytesPerSecond) : "";
  write("upload-figures", [figures, left].filter(Boolean).join(" "));
  tell(trouble ? words[`trouble_${trouble}`] : words.safe);
}

function timeLeft(seconds: number): string {
  if (seconds < 60) return words.less_than_a_minute ?? "";
  return fill(words.minutes_left, { minutes: String(Math.ceil(seconds / 60)) });
}

/** Follows the import until it has ended one way or another; then the page says how. */
async function watchImport(id: string): Promise<void> {
  const bar = document.querySelector<HTMLProgressElement>("[data-import] progress");
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    const now = await fetch(`${UPLOADS}/${id}/progress`)
      .then((response) => (response.ok ? (response.json() as Promise<Upload>) : null))
      .catch(() => null);
    if (!now) continue;
    if (now.state !== "waiting" && now.state !== "importing") return location.reload();
    const { phase, bytes = 0, bytesTotal = 0 } = now.progress;
    write("import-phase", words[`phase_${phase ?? "waiting"}`]);
    if (bar && bytesTotal > 0) bar.value = bytes / bytesTotal;
    const sizes = { done: megabytes(bytes), total: megabytes(bytesTotal) };
    write("import-figures", bytesTotal > 0 ? fill(words.unpacked, sizes) : "");
  }
}

const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
const fill = (template: string | undefined, values: Record<string, string>) =>
  (template ?? "").replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? "");

function write(id: string, text: string | undefined): void {
  const place = document.getElementById(id);
  if (place && place.textContent !== text) place.textContent = text ?? "";
}
const tell = (text: string | undefined) => write("upload-status", text);
function show(id: string): void {
  const place = document.getElementById(id);
  if (place) place.hidden = false;
}
