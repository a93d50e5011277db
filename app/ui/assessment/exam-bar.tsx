/** The head of every page of a sitting: where you are, and the clock. */
import { ExamClock } from "./exam-clock";

type ExamBarProps = {
  title: string;
  sitting: { title: string; remainingSeconds: number; deadlineAt: Date; zone: string };
};

export const ExamBar = ({ title, sitting }: ExamBarProps) => (
  <>
    <div className="exam-bar">
      <div>
        <p className="muted small">{sitting.title}</p>
        <h1>{title}</h1>
      </div>
      <ExamClock {...sitting} />
    </div>
    <script type="module" src="/build/exam.js" />
  </>
);
