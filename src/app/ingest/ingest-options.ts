import type { Connector, ConnectorConfig, StreamOptions } from "../../connectors/contract.ts";
import type { Progress } from "../../domain/progress.ts";
import type { LakeSession } from "../lake-session.ts";
import type { EffectsOptions, OpenEffects } from "../networks/open-effects.ts";

/** What every way of ingesting works with. */
export interface IngestSession extends LakeSession {
  readonly connector: Connector;
  readonly config: ConnectorConfig;
  readonly openEffects: (options: Pick<EffectsOptions, "signal" | "maxRequests">) => OpenEffects;
  /** Ends following; what was taken in until then is made durable. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** How a stream is followed, and until when. */
export interface FollowOptions {
  readonly stream: StreamOptions;
  /** Null: until it is stopped. */
  readonly forMilliseconds: number | null;
  readonly maxEvents: number | null;
  /** Rows that are made durable together; 5,000 by default. */
  readonly rowsPerBatch?: number;
  /** Rows after which the journal is moved into the tables; a million by default. */
  readonly rowsPerCompaction?: number;
}

/** What following a stream gave. */
export interface FollowSummary {
  readonly network: string;
  readonly stream: string;
  readonly events: number;
  /** Rows made durable, those that were there already among them. */
  readonly rows: number;
  readonly rows_duplicate: number;
  readonly rows_forgotten: number;
  /** Refused pieces by reason. */
  readonly rejections: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Time of the newest event by the server's clock; null when it tells none. */
  readonly newest_event_at: string | null;
}
