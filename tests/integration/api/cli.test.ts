import { spawn } from "node:child_process";
import { expect, test, vi } from "vitest";
import { sealAudit } from "~/domain/audit/commands.server";
import { findActorByToken } from "~/domain/identity/queries/tokens.server";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";
import { bundled } from "../../setup/bundle";

vi.setConfig({ testTimeout: 180_000 }); // every call starts a process of its own

const program = await bundled("app/cli/main.ts");
const database = await testDatabase();
await createPerson(database, {
  email: "contact@example.test",
  grants: [{ role: "ncpoc", country: "LC" }],
});

type Answer = { code: number | null; out: string; err: string };

function cli(args: string[], input = ""): Promise<Answer> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args]);
    const answer = { out: "", err: "" };
    child.stdout.on("data", (chunk) => {
      answer.out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      answer.err += chunk;
    });
    child.stdin.end(input);
    child.once("close", (code) => resolve({ code, ...answer }));
  });
}

const account = (email: string) => [
  ...["--json", "user", "create", "--name", "Ada Laurent", "--email", email, "--admin"],
  ...["--organisation", "test-LC-general", "--profession", "le_first_responder"],
];

test("every command explains itself", async () => {
  for (const command of [
    [],
    ["user"],
    ["token", "create"],
    ["package", "import"],
    ["gap", "export"],
  ])
    expect((await cli([...command, "--help"])).out).toContain("Usage:");
});

test("the first administrator of an instance is made at the command line, once", async () => {
  const made = await cli(account("ada@example.test"), "a-long-enough-password\n");
  expect(made).toMatchObject({ code: 0, err: "" });
  const { personId } = JSON.parse(made.out);
  const roles = await database.sql("select role from role_grant where person_id = $1", [personId]);
  expect(roles).toEqual([{ role: "system_admin" }]);
  const again = await cli(account("ada@example.test"), "a-long-enough-password\n");
  expect(again.code).toBe(1);
  expect(again.err).toContain("email_known");
  const short = await cli(account("eva@example.test"), "short\n");
  expect([short.code, short.err]).toEqual([1, expect.stringContaining("password_short")]);
});

test("a token made at the command line acts as its person", async () => {
  const made = await cli([
    ...["token", "create", "--for", "contact@example.test", "--name", "report"],
    ...["--scopes", "evaluations:read", "curricula:read"],
  ]);
  expect(made.code).toBe(0);
  const holder = await findActorByToken(made.out.trim());
  expect(holder).toMatchObject({ scopes: ["evaluations:read", "curricula:read"] });
  expect(holder?.actor.countries).toEqual(["LC"]);
});

test("the ledger and the trail are verified; tampering ends with 1", async () => {
  expect(await cli(["capacity", "verify"])).toMatchObject({
    code: 0,
    out: expect.stringContaining("The ledger is right."),
  });
  await database.sql(
    `insert into capacity_delta (country, profession_key, certification_key, scope, assurance, day, change, cause)
     values ('LC', '*', 'fr-core', 'full', 'C2', '2026-01-01', 1, 'forged')`,
  );
  const forged = await cli(["--json", "capacity", "verify"]);
  expect(forged.code).toBe(1);
  expect(JSON.parse(forged.out).differences).toMatchObject([{ ledger: 1, rebuilt: 0 }]);
  await database.sql("update audit_event set recorded_at = recorded_at - interval '1 minute'");
  await sealAudit();
  expect((await cli(["audit", "verify"])).code).toBe(0);
  await database.sql(
    "update audit_event set action = 'person.praised' where action = 'person.created'",
  );
  const tampered = await cli(["audit", "verify"]);
  expect([tampered.code, tampered.out]).toEqual([1, expect.stringContaining("TAMPERED WITH")]);
});

test("the matrix is exported as its reader may see it", async () => {
  const { code, out } = await cli(["gap", "export", "--as", "contact@example.test"]);
  expect(code).toBe(0);
  const lines = out.trim().split("\n");
  expect(lines[0]).toContain("country,standard,title,status");
  expect(lines.length).toBeGreaterThan(28);
  expect((await cli(["gap", "export", "--as", "nobody@example.test"])).code).toBe(1);
});
