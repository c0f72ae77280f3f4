import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyKey } from "../../src/app/api-keys.ts";
import { ClaimDesk } from "../../src/app/claims/claim-desk.ts";
import { claimsIn } from "../../src/app/serving/claims.ts";
import { publishNewestSnapshot } from "../../src/app/serving/publish-snapshot.ts";
import { serveSnapshots } from "../../src/app/serving/served-snapshots.ts";
import type { PublishMode } from "../../src/app/serving/served-view.ts";
import type { ServiceDeps } from "../../src/app/serving/service-deps.ts";
import type { Lake } from "../../src/lake/contract.ts";
import { openLake } from "../../src/lake/open-lake.ts";
import { makeTinyLake } from "./tiny-lake.ts";

/** What a part of the service is made with, over a lake of its own. */
export interface ServedLake extends ServiceDeps {
  readonly lake: Lake;
  /** Closes everything and removes the lake. */
  readonly close: () => Promise<void>;
}

/** When the service of `servedTinyLake` believes it is. */
export const SERVED_NOW = new Date("2026-11-01T12:00:00.000Z");

/** The nine accounts of the tiny run, published and served. */
export async function servedTinyLake(publish: PublishMode = "open"): Promise<ServedLake> {
  const dir = mkdtempSync(join(tmpdir(), "renown-served-"));
  await makeTinyLake(dir);
  await publishNewestSnapshot(dir, () => SERVED_NOW);
  return serveLakeAt(dir, publish, () => rmSync(dir, { recursive: true, force: true }));
}

/** The lake in `dataDir`, whose snapshot stands already, as the parts of the service get it. */
export async function serveLakeAt(
  dataDir: string,
  publish: PublishMode = "open",
  afterwards: () => void = () => {},
): Promise<ServedLake> {
  const lake = await openLake(dataDir);
  const snapshots = serveSnapshots(lake, publish);
  const silent = () => {};
  return {
    lake,
    snapshots,
    claims: claimsIn(lake),
    claimDesk: new ClaimDesk({ dataDir, lake, now: () => SERVED_NOW, isOwnMachine: publish === "open" }),
    verifyKey: text => verifyKey(lake, text),
    jobs: null,
    dataDir,
    publish,
    now: () => SERVED_NOW,
    log: { info: silent, warn: silent, error: silent },
    close: async () => {
      await snapshots.close();
      await lake.close();
      afterwards();
    },
  };
}
