import { readdir } from "node:fs/promises";
import { join } from "node:path";
import Database from "libsql";
import { describe, expect, it } from "vitest";
import { lakeWorkshop } from "../../test/support/lake-rows.ts";
import { VersionMismatch } from "../domain/errors.ts";
import { MIGRATIONS, migrate } from "./migrations.ts";

const { folder, open } = lakeWorkshop();

describe("lake.db", () => {
  it("of a newer program is refused with the way out, and left as it was", async () => {
    const dir = await folder();
    await (await open(dir)).close();
    const db = new Database(join(dir, "lake.db"));
    db.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    db.close();
    const failure = await open(dir).catch(error => error);
    expect(failure).toBeInstanceOf(VersionMismatch);
    expect(failure.message).toContain("upgrade renown");
    expect(await readdir(dir)).toContain("lake.db");
  });

  it("of an older program gets the steps it lacks, once", async () => {
    const db = new Database(join(await folder(), "old.db"));
    const steps = ["CREATE TABLE one (a INTEGER); INSERT INTO one VALUES (1)", "UPDATE one SET a = a + 1"];
    expect(migrate(db, "old.db", steps.slice(0, 1))).toBe(1);
    expect(migrate(db, "old.db", steps)).toBe(2);
    expect(migrate(db, "old.db", steps)).toBe(2);
    expect(db.prepare("SELECT a FROM one").get()).toMatchObject({ a: 2 });
    db.close();
  });

  it("keeps the old version when a step fails", async () => {
    const db = new Database(join(await folder(), "old.db"));
    expect(() => migrate(db, "old.db", ["CREATE TABLE one (a INTEGER)", "NOT SQL"])).toThrow();
    expect(db.pragma("user_version")).toMatchObject([{ user_version: 0 }]);
    expect(db.prepare("SELECT count(*) AS n FROM sqlite_schema").get()).toMatchObject({ n: 0 });
    db.close();
  });

  it("has a salt of its own in each lake", async () => {
    const salts = [];
    for (let i = 0; i < 2; i++) {
      const dir = await folder();
      await (await open(dir)).close();
      const db = new Database(join(dir, "lake.db"));
      salts.push((db.prepare("SELECT value FROM meta WHERE name = 'salt'").get() as { value: string }).value);
      db.close();
    }
    expect(salts[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(salts[1]).not.toBe(salts[0]);
  });
});
