/** What the player tells the learner: how saving stands, the one problem with its way out, and a note on the lesson itself. */
import type { Obstacle } from "./save-session";
import type { SaveProblem, SaveStatus } from "./standing";

type LessonProblem = "missing" | "elsewhere" | "offline" | Obstacle;

export type Notices = {
  saving: (status: SaveStatus, problem: SaveProblem | null, reason: string) => void;
  /** Until the content says something there is nothing to save; nor is there where nothing is open. */
  loaded: () => void;
  /** A problem of the lesson or the launch stays until it is over, whatever becomes of saving meanwhile. */
  problem: (problem: LessonProblem | null) => void;
  /** A word on what just happened; null takes it away. */
  note: (text: string | null) => void;
  /** Nothing is saved here. */
  mode: (mode: "review" | "browse") => void;
};

/** What is how the protocol is meant, and no trouble: the learner chooses or closes a window. */
const NO_TROUBLE: (SaveProblem | LessonProblem)[] = [
  ...(["set_aside", "earlier_set_aside", "elsewhere", "offline"] as const),
];
const SIGN_IN: (SaveProblem | LessonProblem)[] = ["signed_out", "other_person"];
/** Where the work is while it cannot be sent. */
const WHEREABOUTS: Partial<Record<SaveStatus, string[]>> = {
  on_device: ["safe_here"],
  not_kept: ["keep_open"],
};

type Troubles = { code: string; note: (kind: string, status: string, reason: string) => void };

/** `say` puts a key into words; `element` finds a place of the page; `troubles` hears what support may know. */
export function openNotices(
  say: (key: string, detail?: string) => string,
  element: (id: string) => HTMLElement,
  troubles: Troubles,
): Notices {
  let status: SaveStatus | null = null;
  let refusal = "";
  let savingProblem: SaveProblem | null = null;
  let lessonProblem: LessonProblem | null = null;

  /** Whoever cannot leave asks what becomes of their work, and whether closing the page costs any of it. */
  function whereabouts(): string[] {
    const where = (status && WHEREABOUTS[status]) ?? [];
    if (lessonProblem === "offline") return status === "not_kept" ? where : [...where, "may_close"];
    return lessonProblem ? [] : where;
  }

  function drawProblem(): void {
    const problem = lessonProblem ?? savingProblem;
    element("player-problem").hidden = problem === null;
    if (!problem) return;
    element("player-problem-text").textContent = [`problem_${problem}`, ...whereabouts()]
      .map((key) => say(key))
      .join(" ");
    element("player-sign-in").hidden = !SIGN_IN.includes(problem);
    const isTrouble = !NO_TROUBLE.includes(problem);
    element("player-problem-code").textContent = isTrouble
      ? say("support_code", troubles.code)
      : "";
    if (isTrouble) troubles.note(problem, status ?? "idle", refusal);
  }

  return {
    saving(standing, problem, reason) {
      status = standing;
      refusal = reason;
      const indicator = element("saved");
      indicator.dataset.status = status;
      const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      indicator.textContent = say(`status_${status}`, status === "saved" ? time : reason);
      savingProblem = problem;
      drawProblem();
    },
    loaded() {
      const indicator = element("saved");
      if (indicator.dataset.status === "idle") indicator.textContent = say("status_loaded");
    },
    problem(problem) {
      lessonProblem = problem;
      drawProblem();
    },
    note(text) {
      const note = element("player-note");
      note.textContent = text ?? "";
      note.hidden = text === null;
    },
    mode(mode) {
      const indicator = element("saved");
      indicator.dataset.status = mode;
      indicator.textContent = say(`mode_${mode}`);
    },
  };
}
