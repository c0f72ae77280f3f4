import { pino } from "pino";
import type { ServiceLog } from "../app/serving/service-deps.ts";

/** Several processes may write to one pipe: what is written at once up to this stays together. */
const PIPE_BYTES = 4_096;
/** Lines are kept until they come to this, so that with one more they still fit. */
const KEPT_BYTES = 3_072;

/** A log of JSON lines on stderr, written in the background, and how to write out what is left. */
export function serviceLog(level: "info" | "warn" = "info"): ServiceLog & { readonly flush: () => void } {
  const destination = pino.destination({ dest: 2, sync: false, minLength: KEPT_BYTES, maxWrite: PIPE_BYTES });
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  const timer = setInterval(() => destination.flush(), 1000);
  timer.unref();
  return {
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
    flush: () => {
      clearInterval(timer);
      destination.flushSync();
    },
  };
}
