import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine, EngineOptions } from "../../src/engines/contract.ts";
import { describeColumns } from "./engine-columns.ts";
import { describeMacros } from "./engine-macros.ts";
import { describeParquet } from "./engine-parquet.ts";
import { describeStatements } from "./engine-statements.ts";

/** What a part of the suite works with; valid inside tests only. */
export interface EngineUnderTest {
  /** One engine shared by the tests of a suite. */
  readonly engine: Engine;
  /** A folder for files, removed after the suite. */
  readonly dir: string;
}

/** An engine as the suite opens it. */
export type OpenEngine = (options: EngineOptions) => Promise<Engine>;

/** Declares every test that an engine must pass to stand behind `src/engines/contract.ts`. */
export function describeEngine(name: string, open: OpenEngine): void {
  describe(`engine ${name}`, () => {
    let dir: string;
    let engine: Engine;
    const openIn = (spillDir: string) => open({ memoryMebibytes: 512, threads: 2, spillDir });
    const underTest = () => ({ engine, dir });

    beforeAll(async () => {
      dir = mkdtempSync(join(tmpdir(), "renown-contract-"));
      engine = await openIn(join(dir, "spill"));
    });
    afterAll(async () => {
      await engine?.close();
      rmSync(dir, { recursive: true, force: true });
    });

    describeStatements(underTest);
    describeColumns(underTest);
    describeParquet(underTest);
    describeMacros(underTest);

    it("says its name and version", () => {
      expect(engine.name).toBe(name);
      expect(engine.version).toMatch(/\d+\.\d+/);
    });

    it("creates its spill folder, and leaves nothing in it when it is closed, however often", async () => {
      const spillDir = join(dir, "deep", "spill");
      const other = await openIn(spillDir);
      expect(readdirSync(join(dir, "deep"))).toEqual(["spill"]);
      await other.createTable("a_table", "SELECT 1 AS x");
      writeFileSync(join(spillDir, "left-over"), "");
      await other.close();
      await other.close();
      const left = readdirSync(join(dir, "deep")).flatMap(name => readdirSync(join(dir, "deep", name)));
      expect(left).toEqual([]);
    });

    it("shares no table with another that is open beside it", async () => {
      const other = await openIn(join(dir, "other-spill"));
      await engine.createTable("own_table", "SELECT 1 AS x");
      await expect(other.rows("SELECT * FROM own_table")).rejects.toThrow("own_table");
      await other.close();
    });

    it("refuses work after it is closed", async () => {
      const other = await openIn(join(dir, "closed-spill"));
      await other.close();
      await expect(other.rows("SELECT 1 AS x")).rejects.toThrow();
    });
  });
}
