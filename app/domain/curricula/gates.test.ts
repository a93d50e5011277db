import { describe, expect, it } from "vitest";
import { curriculumProblems, overlayProblems } from "./gates";
import type { CurriculumDocument, OverlayDocument } from "./schema";

const core: CurriculumDocument = {
  key: "X-CORE",
  version: "1.0.0",
  title: "X",
  audience: "x",
  summary: "x",
  coreMinutes: 60,
  overlayMinutes: 10,
  selfEnrolment: true,
  passPercent: 80,
  validityMonths: 24,
  objectives: [{ key: "o-1", text: "x", competencies: ["EV-1"] }],
  slots: [{ key: "custody.form", title: "Form", mandatory: true }],
  modules: [
    {
      key: "a",
      title: "A",
      kind: "self_paced",
      minutes: 10,
      objectives: ["o-1"],
      tags: ["CHG"],
      lesson: "a.md",
    },
    {
      key: "b",
      title: "B",
      kind: "self_paced",
      minutes: 10,
      objectives: ["o-1"],
      tags: ["CRM"],
      package: "uploaded",
    },
    { key: "c", title: "C", kind: "exam", minutes: 10, objectives: ["o-1"], tags: [] },
  ],
};
const overlay: OverlayDocument = {
  curriculum: "X-CORE",
  country: "LC",
  version: "1.0.0",
  lawAsAt: "2026-01-01",
  reviewedOn: null,
  modules: [],
  slots: { "custody.form": "text" },
};

describe("publication gates", () => {
  it("let a complete curriculum pass", () => expect(curriculumProblems(core)).toEqual([]));
  it.each(["CHG", "CRM"])("refuse a curriculum without a %s unit", (tag) => {
    const modules = core.modules.map((module) => ({
      ...module,
      tags: module.tags.filter((t) => t !== tag),
    }));
    expect(curriculumProblems({ ...core, modules })).toHaveLength(1);
  });
  it("refuse an objective nobody assesses", () => {
    const objectives = [...core.objectives, { key: "o-2", text: "y", competencies: ["EV-2"] }];
    expect(curriculumProblems({ ...core, objectives })[0]).toContain("o-2");
  });
  it("refuse a workshop that asks for no attendance, and attendance of anything else", () => {
    const workshop = { key: "w", title: "W", kind: "workshop", minutes: 10 } as const;
    const withWorkshop = (attendancePercent?: number) => ({
      ...core,
      modules: [...core.modules, { ...workshop, tags: [], objectives: ["o-1"], attendancePercent }],
    });
    expect(curriculumProblems(withWorkshop(80))).toEqual([]);
    expect(curriculumProblems(withWorkshop())[0]).toContain("attendance");
    const lesson = { ...workshop, kind: "self_paced", lesson: "w.md" } as const;
    const modules = [
      ...core.modules,
      { ...lesson, tags: [], objectives: ["o-1"], attendancePercent: 80 },
    ];
    expect(curriculumProblems({ ...core, modules })[0]).toContain("not a workshop");
  });
  it("refuse an overlay that leaves a mandatory slot empty or invents one", () => {
    expect(overlayProblems(core, overlay)).toEqual([]);
    expect(overlayProblems(core, { ...overlay, slots: {} })).toHaveLength(1);
    expect(
      overlayProblems(core, { ...overlay, slots: { ...overlay.slots, other: "x" } }),
    ).toHaveLength(1);
  });
  it("refuse an overlay unit that takes the place of a core module", () => {
    expect(
      overlayProblems(core, {
        ...overlay,
        modules: [{ key: "a", title: "A", minutes: 1, lesson: "a.md" }],
      }),
    ).toHaveLength(1);
  });
});
