import { pino } from "pino";
import type { ServiceLog } from "../app/serving/service-deps.ts";

/** A log of JSON lines on stderr, written in the background, and how to write out what is left. */
export function serviceLog(level: "info" | "warn" = "info"): ServiceLog & { readonly flush: () => void } {
  const destination = pino.destination({ dest: 2, sync: false, minLength: 4096 });
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
