import type { PublishMode } from "../app/serving/served-view.ts";
import type { MetricNumbers } from "./service-metrics.ts";

/** What a reading process is started with, as JSON in the variable READER_SETTINGS. */
export interface ReaderSettings {
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly publish: PublishMode;
  readonly trustsProxy: boolean;
  /** Where the process that started it listens for what it does not answer itself. */
  readonly socketPath: string;
  readonly logLevel: "info" | "warn";
}

export const READER_SETTINGS = "RENOWN_READER_SETTINGS";

/** What a reading process is told. */
export type ToReader =
  | { readonly kind: "stop"; readonly graceMs: number | null }
  | { readonly kind: "numbers"; readonly askId: number }
  | { readonly kind: "allowance"; readonly askId: number; readonly allowance: ReaderAllowance };

/** What it says. */
export type FromReader =
  | { readonly kind: "listening"; readonly url: string }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "numbers"; readonly askId: number; readonly numbers: MetricNumbers }
  | { readonly kind: "take"; readonly askId: number; readonly caller: string; readonly limit: number };

/** What is left to a caller, as the process that counts says. */
export interface ReaderAllowance {
  readonly isAllowed: boolean;
  readonly remaining: number;
  readonly resetSeconds: number;
}
