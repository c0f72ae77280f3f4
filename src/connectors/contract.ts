import type { HandleQuery } from "../domain/handle-query.ts";
import type { RowOf, TableName } from "../domain/interchange/schema.ts";
import type { NetworkName } from "../domain/network.ts";
import type { ExportInput } from "../platform/export-input.ts";
import type { HttpClient } from "../platform/http/http-client.ts";
import type { SocketClient } from "../platform/http/socket-client.ts";

/** A row of any interchange table in its JSON form, with the table it belongs to. */
export type TableRow = {
  [T in TableName]: {
    readonly table: T;
    readonly row: RowOf<T>;
    /** Columns (null in `row`) of which this source says nothing: in accounts, what was known of them stands. */
    readonly unsaid?: readonly string[];
  };
}[TableName];

/** Something that could not become rows; counted and reported, never thrown. */
export interface Rejection {
  /** Name of the entry inside the export, or of the request or stream it came from. */
  readonly file: string;
  /** A reason of one word: "bad_time_created_at", "missing_id". */
  readonly reason: string;
  /** The refused piece as JSON text, cut short; empty where it may hold something private. */
  readonly raw: string;
}

export type ConnectorRecord = TableRow | { readonly rejection: Rejection };

/** Reads one kind of personal export into rows of the interchange schema. */
export interface ExportReader {
  /** Name of the format, also the `source` of its observations: "x-archive". */
  readonly format: string;
  readonly network: NetworkName;
  /** What a person sees when they open such an export, for the error that lists what was expected. */
  readonly expects: string;
  /** Whether `input` is such an export; judged by file names where they are enough. */
  recognises(input: ExportInput): Promise<boolean>;
  /** Its rows and rejections, streamed. Only public parts are opened.
   *  @throws InputProblem when the export as a whole cannot be used; rows handed out before are void then. */
  read(input: ExportInput): AsyncIterable<ConnectorRecord>;
}

/** A place in a reading: JSON text that only the reading that gave it understands. */
export type Cursor = string;

/** A piece of a reading. Once its records are durable, reading may go on at `cursor` and gives the rest; records at a
 *  seam may come twice, with the same keys. */
export interface Page {
  readonly records: readonly ConnectorRecord[];
  readonly cursor: Cursor;
  /** Nothing comes after it. */
  readonly isLast: boolean;
  /** Of a live stream: how far it has come, by the clock of its server. */
  readonly watched?: Watched;
  /** Of a network that costs money: what the reading has cost since its beginning, US dollars. */
  readonly spentUsd?: number;
}

/** Where a live stream stands after a page. */
export interface Watched {
  /** Time of the newest event, UTC ISO. */
  readonly at: string;
  /** Something between the page before and this one may be missing. */
  readonly isAfterGap: boolean;
}

/** What a live stream shows while it is followed without a gap. */
export interface Watch {
  readonly table: RowOf<"observations">["table"];
  readonly kind: string;
  /** Everything of the whole network, so that absence is 0. */
  readonly isComplete: boolean;
}

/** What a connector may do to the world: nothing else. */
export interface ConnectorEffects {
  /** With time-outs, retries, the servers' allowances, the request budget and the address guard. */
  readonly http: HttpClient;
  /** Opens web sockets behind the same address guard. */
  readonly sockets: SocketClient;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** A setting of a connector: from the environment variable RENOWN_<NETWORK>_<NAME>, else from the settings file. */
export interface ConfigField {
  /** snake_case: "bearer_token" is RENOWN_X_BEARER_TOKEN. */
  readonly name: string;
  readonly kind: "text" | "url" | "count";
  /** Never logged, shown or stored. */
  readonly isSecret: boolean;
  /** Without it nothing can be fetched. */
  readonly isRequired: boolean;
  /** Used when nothing is set. */
  readonly defaultValue?: string;
  /** What it is and where to get it, for a person. */
  readonly help: string;
}

/** Values of the fields that are set, by name; text as given, defaults filled in. */
export type ConnectorConfig = Readonly<Record<string, string>>;

/** Something that stands in the way of fetching, and what to do about it. */
export interface ConfigIssue {
  readonly field: string | null;
  readonly problem: string;
  readonly hint: string;
}

/** What a network gives through this connector; facts for notes and documentation, checked before use. */
export interface ConnectorCapabilities {
  /** Who acted can be listed (likes, reposts and so on), not only counted. */
  readonly listsActors: boolean;
  /** "exact" counts are the network's own totals; "lower_bound" where a server sees only a part. */
  readonly counts: "exact" | "lower_bound";
  /** Whether undone and deleted things are learnt. */
  readonly seesRemovals: boolean;
  /** How far back posts can be read; null when without bound. */
  readonly historyDays: number | null;
  /** Whether estimates of authenticity may be made from what it gives. */
  readonly allowsAuthenticity: boolean;
}

/** How much of one account to read. */
export interface AccountReading {
  /** Start of the window, ISO: older posts need not be read. */
  readonly from: string;
  /** Cursor of the last durable page; null to begin. */
  readonly cursor: Cursor | null;
}

/** What reading an account costs at most. */
export interface CostEstimate {
  readonly requests: number;
  /** US dollars; 0 for free networks. */
  readonly usd: number;
  /** How it was reckoned, for a person. */
  readonly basis: string;
}

/** A live stream that is followed until it is aborted. */
export interface LiveStream {
  /** "firehose", "jetstream", "public". */
  readonly name: string;
  /** One sentence for the documentation. */
  readonly gives: string;
  /** What is watched with `options`; pages say how far in `watched`. No observations come of a stream without. */
  watches?(options: StreamOptions): readonly Watch[];
  /** Pages as they come, from `cursor` or, when null, from now. Ends only on abort; a lost connection is taken up
   *  again at the last page handed out.
   *  @throws ConfigProblem for options that cannot be used, HttpFailure when the server stays away. */
  follow(
    cursor: Cursor | null,
    options: StreamOptions,
    config: ConnectorConfig,
    effects: ConnectorEffects,
  ): AsyncIterable<Page>;
}

/** As given to `renown ingest`: `--service URL`, `--instance HOST`, `--local`, `--complete`. */
export type StreamOptions = Readonly<Record<string, string | boolean | undefined>>;

/** A list of accounts by which a community fills a lake. */
export interface MemberSource {
  /** Option of `renown ingest` that names it: "list", "feed", "starter-pack". */
  readonly name: string;
  readonly gives: string;
  /** Its members, each once. */
  members(uri: string, config: ConnectorConfig, effects: ConnectorEffects): AsyncIterable<Member>;
}

/** An account of a list, and what standing on it says: the list by its name, that the account is on it. */
export interface Member extends HandleQuery {
  readonly rows?: readonly TableRow[];
}

/** One network that can be asked. Knows nothing of lakes and engines. */
export interface Connector {
  readonly network: NetworkName;
  readonly capabilities: ConnectorCapabilities;
  readonly configFields: readonly ConfigField[];
  /** What stands in the way of fetching with `config`, without asking anybody; empty when nothing does. */
  check(config: ConnectorConfig): readonly ConfigIssue[];
  /** Null for a free network; else what reading `query` would cost at most, without asking anybody. */
  estimate(query: HandleQuery, config: ConnectorConfig): CostEstimate | null;
  /** One account and what was done to its posts, the most telling first: the first page holds profile, counts and
   *  newest posts with their counts, so that a score is there after few requests; later pages hold who acted, and the
   *  profiles of those. Each page carries the observation rows of what it completes. Ends when all is read or the
   *  request budget is used up (RequestsSpent is caught: what was read stands).
   *  A protected, deactivated or unlisted account gives its accounts row, marked so, and nothing else.
   *  @throws CliError (unknown handle) when the network has no such account. */
  readAccount(
    query: HandleQuery,
    reading: AccountReading,
    config: ConnectorConfig,
    effects: ConnectorEffects,
  ): AsyncIterable<Page>;
  readonly streams: readonly LiveStream[];
  readonly memberSources: readonly MemberSource[];
}
