import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../../engines/contract.ts";
import { openEngine } from "../open-engine.ts";

/** What `use` returns for an empty engine that lasts only as long as it. */
export async function withFreshEngine<Result>(use: (engine: Engine) => Promise<Result>): Promise<Result> {
  return withFolder(async folder => {
    const engine = await openEngine(join(folder, "spill"));
    try {
      return await use(engine);
    } finally {
      await engine.close();
    }
  });
}

/** What `use` returns for an empty folder that lasts only as long as it. */
export async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "renown-evaluate-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
