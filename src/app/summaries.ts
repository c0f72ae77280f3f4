import type { TableName } from "../domain/interchange/schema.ts";
import type { NetworkName } from "../domain/network.ts";
import type { Progress } from "../domain/progress.ts";

/** What `renown import` is asked to do. */
export interface ImportOptions {
  readonly dataDir: string;
  readonly paths: readonly string[];
  /** `auto` sniffs each path. */
  readonly format: string;
  /** Table of interchange files whose name does not tell. */
  readonly table?: TableName;
  /** Network of rows that do not name one. */
  readonly network?: NetworkName;
  /** FROM/TO, a span in which the input holds everything: RFC 3339 times or dates, TO exclusive. */
  readonly complete?: string;
  /** Reads times without a zone as UTC instead of rejecting their rows. */
  readonly assumeUtc: boolean;
  /** Upper bound of the engine's memory. */
  readonly memoryMebibytes?: number;
  readonly progress: Progress;
}

/** What one input gave to the lake. */
export interface ImportedInput {
  readonly path: string;
  readonly format: string;
  readonly rowsRead: number;
  /** Rows added per table. */
  readonly rowsAdded: Readonly<Record<string, number>>;
  readonly rowsDuplicate: number;
  readonly rowsForgotten: number;
  /** Rejected rows per reason. */
  readonly rejects: Readonly<Record<string, number>>;
  /** True when this content was already in the lake. */
  readonly isKnown: boolean;
  /** What a person should know of it: ignored files, dropped self-actions. */
  readonly notes: readonly string[];
}

export interface ImportSummary {
  readonly inputs: readonly ImportedInput[];
  /** Folder of the files that hold the rejected rows; null when there are none. */
  readonly rejectsPath: string | null;
}

/** What `renown run` is asked to do. */
export interface RunOptions {
  readonly dataDir: string;
  readonly engine: "duckdb" | "spark";
  /** End of the window; null: midnight UTC after the newest event. */
  readonly asOf: string | null;
  readonly modelId?: string;
  /** Upper bound of the engine's memory. */
  readonly memoryMebibytes?: number;
  /** Kernel of PeopleRank: auto (the default), wasm, reference or sql. */
  readonly kernel?: string;
  /** Topics of this and later runs: the id of an imported ontology, or `built-in`; the one in use when absent. */
  readonly ontologyId?: string;
  /** Looks for no topic: they are found in this process, which reads every text. */
  readonly isWithoutTopics?: boolean;
  /** Address of a Spark Thrift server; RENOWN_SPARK_URL when absent. */
  readonly sparkUrl?: string;
  /** Folder for what goes between this process and Spark; one in the lake when absent. */
  readonly sparkShared?: string;
  /** What finds topics in posts: `cues`, or the fitted tagger by its id; cues when absent. */
  readonly taggerId?: string;
  /** Takes nothing from earlier runs. */
  readonly isFresh?: boolean;
  /** Computes scores anew and carries topics, qualities, moments and samples of posts over from an earlier run of the same
   *  week; without one, computes all. */
  readonly isDaily?: boolean;
  readonly progress: Progress;
}

/** What a run did again and what it took from earlier runs of the lake. */
export interface UpdateSummary {
  /** Days of the window of which acts were folded, and days that stood as an earlier run folded them. */
  readonly foldedDaysCount: number;
  readonly reusedDaysCount: number;
  /** Texts whose topics were looked for, and texts whose topics were known. */
  readonly taggedTextsCount: number;
  readonly reusedTextsCount: number;
  /** The run from whose standings PeopleRank began; null for none. */
  readonly startedFromRun: string | null;
}

/** A finished and published run. */
export interface RunSummary {
  readonly runId: string;
  readonly asOf: string;
  readonly modelId: string;
  /** Acts of the window that count. */
  readonly interactionsCount: number;
  readonly accountsCount: number;
  /** Accounts with enough data. */
  readonly scoredCount: number;
  /** Why PeopleRank did without its fastest kernel; null when it did not. */
  readonly kernelNote: string | null;
  /** Null on an engine on which every run computes all. */
  readonly update: UpdateSummary | null;
  /** The run that computed what is beside the scores, and as of when; null: this one did. */
  readonly carried: { readonly runId: string; readonly asOf: string } | null;
  readonly seconds: number;
}

/** What `renown demo` is asked to do. */
export interface DemoOptions {
  readonly dataDir: string;
  readonly progress: Progress;
}

export interface DemoSummary {
  readonly dataDir: string;
  readonly run: RunSummary;
  /** Handles of the fictional cast with a word on each. */
  readonly cast: readonly { readonly handle: string; readonly displayName: string; readonly note: string }[];
}
