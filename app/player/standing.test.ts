import { describe, expect, it } from "vitest";
import { standing } from "./standing";

const known = {
  ...{ changed: false, stop: null, device: null, serverFull: false },
  setAside: { newest: false, earlier: false },
} as const;
const line = (place: "writing" | "device" | "memory", refused: string | null = null) => ({
  place,
  refused,
});
const told = (...args: Parameters<typeof standing>) => {
  const { status, problem } = standing(...args);
  return [status, problem];
};

describe("what the learner is told about saving", () => {
  it("says saved only when nothing waits anywhere", () => {
    expect(told([], known)).toEqual(["saved", null]);
    expect(told([], { ...known, changed: true })).toEqual(["saving", null]);
    expect(told([line("device"), line("writing")], known)).toEqual(["saving", null]);
    expect(told([line("device")], known)).toEqual(["on_device", null]);
  });

  it("never calls the memory of a page a device", () => {
    const full = { ...known, device: "device_full" } as const;
    expect(told([line("device"), line("memory")], full)).toEqual(["not_kept", "device_full"]);
    expect(told([line("memory")], { ...known, stop: "signed_out" })).toEqual([
      "not_kept",
      "signed_out",
    ]);
  });

  it("names what is in the way, the gravest first", () => {
    expect(told([line("device")], { ...known, serverFull: true })).toEqual([
      "on_device",
      "server_full",
    ]);
    expect(told([line("device", "value_too_long")], known)).toEqual(["refused", "refused"]);
    expect(told([line("device")], { ...known, stop: "other_person", serverFull: true })).toEqual([
      "on_device",
      "other_person",
    ]);
    const setAside = { newest: false, earlier: true };
    expect(told([], { ...known, setAside })).toEqual(["saved", "earlier_set_aside"]);
    expect(told([], { ...known, setAside: { newest: true, earlier: false } })).toEqual([
      "set_aside",
      "set_aside",
    ]);
  });
});
