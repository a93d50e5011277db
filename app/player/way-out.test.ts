import { beforeEach, describe, expect, it } from "vitest";
import { openWayOut } from "./way-out";

let isUp: boolean;
let heard: string[];

const page = () =>
  openWayOut({
    send: async () => void heard.push(isUp ? "sent" : "waits"),
    isReachable: async () => isUp,
    go: (url) => void heard.push(url),
    onStuck: (isStuck) => void heard.push(isStuck ? "stuck" : "free"),
  });

beforeEach(() => {
  isUp = true;
  heard = [];
});

describe("the way out of the player", () => {
  it("ends what is open, sends what waits, and goes", async () => {
    await page().leaveFor("/my-learning", async () => heard.push("ended"));
    expect(heard).toEqual(["ended", "sent", "free", "/my-learning"]);
  });

  it("leads nowhere while the link is down, and says so", async () => {
    isUp = false;
    await page().leaveFor("/my-learning");
    expect(heard).toEqual(["waits", "stuck"]);
  });

  it("is open again when the learner tries again after the link is back", async () => {
    const out = page();
    isUp = false;
    await out.leaveFor("/my-learning");
    isUp = true;
    expect(out.tryAgain()).toBe(true);
    await expect.poll(() => heard.at(-1)).toBe("/my-learning");
    expect(out.tryAgain()).toBe(false);
  });

  it("takes nobody away by itself once the server has answered", async () => {
    const out = page();
    isUp = false;
    await out.leaveFor("/my-learning");
    isUp = true;
    out.clear();
    expect(heard).toEqual(["waits", "stuck", "free"]);
    expect(out.tryAgain()).toBe(false);
  });

  it("is taken once, however often it is asked for", async () => {
    const out = page();
    await Promise.all([out.leaveFor("/my-learning"), out.leaveFor("/my-learning")]);
    expect(heard.filter((word) => word === "/my-learning")).toHaveLength(1);
  });
});
