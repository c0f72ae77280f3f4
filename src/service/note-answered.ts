import type { ServiceLog } from "../app/serving/service-deps.ts";
import type { AnsweredRequest, ServiceMetrics } from "./service-metrics.ts";

/** Counts, times and logs a request that was begun at `start` by the pattern of its route, so that nobody's handle is
 *  kept. */
export function noteAnswered(
  { metrics, log }: { readonly metrics: ServiceMetrics; readonly log: ServiceLog },
  { method, route, status }: Omit<AnsweredRequest, "seconds">,
  start: number,
): void {
  const milliseconds = performance.now() - start;
  metrics.count({ method, route, status, seconds: milliseconds / 1000 });
  log.info({ method, route, status, ms: Math.round(milliseconds * 1000) / 1000 }, "request");
}
