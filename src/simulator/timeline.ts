import { zoneHours } from "./population.ts";
import type { World } from "./world.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** First waking hour; acts that would fall before it wait until after it. */
const MORNING_HOUR = 7;

/** SQL (milliseconds since 1970) of the time of a post: any day of the window, hours in a triangle from 7 to 7 with
 *  its top at 19 o'clock of the community's clock. */
export function postedMs(world: World, stream: string, index: string, community: string): string {
  const { draws, startMs, endMs } = world;
  const days = (endMs - startMs) / DAY_MS;
  const day = `floor(${draws.uniform(`${stream}Day`, index)} * ${days})`;
  const hour = `(${MORNING_HOUR} + 12 * (${draws.uniform(`${stream}Hour`, index)} + ${draws.uniform(`${stream}Minute`, index)}))`;
  const offset = `CAST(floor(${day} * ${DAY_MS} + (${hour} - ${zoneHours(world, community)}) * ${HOUR_MS}) AS BIGINT)`;
  const span = endMs - startMs;
  return `(${startMs} + (${offset} + ${span}) % ${span})`;
}

/** SQL (milliseconds since 1970) of an act `delayMs` after `sinceMs`, later by night of the actor's clock, always
 *  in [sinceMs, end): what remains of the window bends long delays. */
export function actedMs(world: World, sinceMs: string, delayMs: string, zone: string): string {
  const localHour = `(((${sinceMs} + ${delayMs}) / ${HOUR_MS} + ${zone}) % 24)`;
  const waits = `(${delayMs} + CASE WHEN ${localHour} < ${MORNING_HOUR} THEN ${MORNING_HOUR * HOUR_MS} ELSE 0 END)`;
  const remaining = `(${world.endMs} - ${sinceMs})`;
  const bent = `floor(${waits} * (${remaining} / (${waits} + ${remaining})))`;
  return `(${sinceMs} + CAST(least(${bent}, ${remaining} - 1) AS BIGINT))`;
}

/** SQL of a heavy-tailed delay in milliseconds: `medianMinutes` (SQL) in the middle, some at once, some after weeks. */
export function heavyDelayMs(uniform: string, medianMinutes: string): string {
  return `(${medianMinutes} * 60000 * pow(${uniform} / (1 - ${uniform} + 1e-9), 1.4))`;
}
