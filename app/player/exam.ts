/**
 * Small comforts of an exam page. The figures of the clock move, counted from what the server said and never from this
 * device's clock; a choice is saved as soon as it is made. Without this script the page's buttons do all that matters.
 */
type Receipt = {
  outcome: "saved" | "unchanged" | "replaced" | "kept_newer";
  chosen: number | null;
  sequence: number;
};
type Refusal = { errors: Record<string, string> };

const SHORT_SECONDS = 300;
/** The server keeps answers a few seconds past the deadline; after that the page asks for its closed self. */
const GRACE_SECONDS = 6;

const clock = document.querySelector<HTMLElement>("[data-exam-clock]");
if (clock) runClock(clock);
const autosaved = document.querySelector<HTMLElement>("[data-exam-autosave]");
const form = autosaved?.closest("form");
if (autosaved && form) runAutosave(form, autosaved);

function runClock(face: HTMLElement) {
  const given = Number(face.dataset.examClock);
  const figures = face.querySelector<HTMLElement>("[data-exam-figures]");
  const words = face.querySelector<HTMLElement>("[data-exam-words]");
  const since = performance.now();
  const tick = () => {
    const left = given - Math.floor((performance.now() - since) / 1000);
    const shown = Math.max(0, left);
    if (figures)
      figures.textContent = `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
    if (words) tell(words, shown);
    face.classList.toggle("exam-clock-short", shown <= SHORT_SECONDS);
    if (left < -GRACE_SECONDS) location.reload();
    else setTimeout(tick, 1000);
  };
  tick();
}

/** Words change once a minute; a screen reader hears them only when few are left. */
function tell(words: HTMLElement, seconds: number) {
  const { many = "", one = "", last = "", over = "" } = words.dataset;
  const minutes = Math.round(seconds / 60);
  const several = minutes === 1 ? one : many.replace("#", String(minutes));
  const text = seconds === 0 ? over : seconds < 60 ? last : several;
  if (words.textContent === text) return;
  words.setAttribute("aria-live", seconds <= SHORT_SECONDS ? "polite" : "off");
  words.textContent = text;
}

function runAutosave(answers: HTMLFormElement, settings: HTMLElement) {
  const status = settings.querySelector<HTMLElement>("[data-exam-status]");
  const say = (text: string | undefined) => {
    if (status) status.textContent = text ?? "";
  };
  let last = Promise.resolve();
  const save = async () => {
    say(settings.dataset.saving);
    try {
      const response = await post(settings.dataset.examAutosave ?? "", answers);
      const receipt: Receipt | Refusal = await response.json();
      // A refusal has a sentence, and the page knows how to show it.
      if ("errors" in receipt) return answers.requestSubmit();
      if (receipt.outcome === "kept_newer") return location.reload();
      accept(answers, receipt);
      say(receipt.outcome === "replaced" ? settings.dataset.replaced : settings.dataset.saved);
    } catch {
      say(settings.dataset.notSaved);
    }
  };
  answers.addEventListener("change", () => {
    last = last.then(save);
  });
}

const post = (to: string, answers: HTMLFormElement) => {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(answers)) {
    if (typeof value === "string") body.append(name, value);
  }
  return fetch(to, { method: "POST", body, headers: { Accept: "application/json" } });
};

/** From now on the page shows what was just saved: sending it again changes nothing. */
function accept(answers: HTMLFormElement, receipt: Receipt) {
  const field = (name: string) => answers.elements.namedItem(name);
  const set = (name: string, value: string) => {
    const input = field(name);
    if (input instanceof HTMLInputElement) input.value = value;
  };
  set("shown", receipt.chosen === null ? "" : String(receipt.chosen));
  set("seen", String(receipt.sequence));
  const flag = field("flagged");
  set("wasFlagged", flag instanceof HTMLInputElement && flag.checked ? "yes" : "");
}
