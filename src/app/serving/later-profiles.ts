import type { Lake } from "../../lake/contract.ts";
import { concealedNow } from "../../snapshot/concealed-now.ts";
import { openEngine } from "../open-engine.ts";
import type { LaterProfiles } from "./visibility.ts";

/** Memory of the engine that reads profiles while requests run. */
const MEMORY_MEBIBYTES = 512;

/** Who is protected or opted out by the newest profiles in `lake`. */
export async function laterProfiles(lake: Lake): Promise<LaterProfiles> {
  const lease = lake.lease();
  try {
    const engine = await openEngine(lake.temporaryDir("profiles"), {
      memoryMebibytes: MEMORY_MEBIBYTES,
      threads: 1,
    });
    try {
      const { isHidden, isUnlisted } = await concealedNow(engine, {
        source: table => lease.source(table),
        isForgotten: (network, idOrHandle) => lake.isForgotten(network, idOrHandle),
        topicChoices: () => lake.topicChoices(),
      });
      return { isProtected: isHidden, isOptedOut: isUnlisted };
    } finally {
      await engine.close();
    }
  } finally {
    lease.release();
  }
}
