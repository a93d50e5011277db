/** What the player tells the learner: how saving stands, the one problem with its way out, and a note on the lesson itself. */
import type { SaveStatus } from "./commit-queue";

type LessonProblem = "missing" | "elsewhere" | "unreachable";

export type Notices = {
  saving: (status: SaveStatus, reason?: string) => void;
  /** Until the content says something there is nothing to save. */
  loaded: () => void;
  /** A problem of the lesson or the launch stays until it is over, whatever becomes of saving meanwhile. */
  problem: (problem: LessonProblem | null) => void;
  /** A word on what just happened; null takes it away. */
  note: (text: string | null) => void;
  /** Nothing is saved here. */
  mode: (mode: "review" | "browse") => void;
};

const SAVING_PROBLEMS: SaveStatus[] = ["signed_out", "set_aside", "refused"];

/** `say` puts a key into words; `element` finds a place of the page. */
export function openNotices(
  say: (key: string, detail?: string) => string,
  element: (id: string) => HTMLElement,
): Notices {
  let savingProblem: SaveStatus | null = null;
  let lessonProblem: LessonProblem | null = null;

  function drawProblem(): void {
    const problem = lessonProblem ?? savingProblem;
    element("player-problem").hidden = problem === null;
    if (problem) element("player-problem-text").textContent = say(`problem_${problem}`);
  }

  return {
    saving(status, reason = "") {
      const indicator = element("saved");
      indicator.dataset.status = status;
      const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      indicator.textContent = say(`status_${status}`, status === "saved" ? time : reason);
      savingProblem = SAVING_PROBLEMS.includes(status) ? status : null;
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
