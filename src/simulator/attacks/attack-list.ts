import { BOT_ATTACKS } from "./bots.ts";
import { RING_ATTACKS } from "./rings.ts";
import type { Attack } from "./scene.ts";
import { TALKER_ATTACKS } from "./talkers.ts";

/** Every attack of the benchmark, in the order in which it reports them. */
export const ATTACKS: readonly Attack[] = [...BOT_ATTACKS, ...RING_ATTACKS, ...TALKER_ATTACKS];
