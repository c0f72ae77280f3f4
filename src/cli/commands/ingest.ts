import { type IngestSummary, ingestNetwork } from "../../app/ingest/ingest-network.ts";
import { ConfigProblem, EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readCount, readDuration, readNetwork } from "../option-values.ts";
import { number, plain } from "../style.ts";

export interface IngestFlags {
  readonly stream?: string;
  readonly service?: string;
  readonly instance?: string;
  readonly local?: boolean;
  readonly complete?: boolean;
  readonly list?: string;
  readonly feed?: string;
  readonly starterPack?: string;
  readonly requests?: string;
  readonly for?: string;
  readonly maxEvents?: string;
}

const DEFAULT_REQUESTS = "60";
/** Options by which a list is named. */
const MEMBER_OPTIONS = [
  ["list", "list"],
  ["feed", "feed"],
  ["starterPack", "starter-pack"],
] as const;
const STREAM_OPTIONS = [
  ["stream", "--stream"],
  ["service", "--service"],
  ["instance", "--instance"],
  ["local", "--local"],
  ["complete", "--complete"],
  ["for", "--for"],
  ["maxEvents", "--max-events"],
] as const;

/** Follows a network's stream until it is told to stop, or reads the members of a list. */
export const ingest: Command<[network: string, flags: IngestFlags]> = async (context, network, flags) => {
  const members = membersOf(flags);
  const { service, instance, local, complete } = flags;
  const summary = await ingestNetwork({
    dataDir: context.dataDir,
    network: readNetwork(network, ""),
    streamName: flags.stream ?? null,
    follow: {
      stream: { service, instance, local, complete },
      forMilliseconds: flags.for === undefined ? null : readDuration("--for", flags.for),
      maxEvents: flags.maxEvents === undefined ? null : readCount("--max-events", flags.maxEvents),
    },
    members,
    signal: stopSignal(),
    progress: context.progress.report,
    env: context.terminal.env,
  });
  print(context, { schema_version: "1.0", ...summary }, renderIngest);
  return EXIT.ok;
};

/** What ingesting gave, for a person. */
export function renderIngest(summary: IngestSummary): string {
  const { network, rows, rejections } = summary;
  const refused = Object.entries(rejections).map(
    ([reason, count]) => `  ${number(count)} rejected: ${reason}`,
  );
  const lines =
    summary.kind === "stream"
      ? [
          `${network} ${summary.stream}: ${number(summary.events)} events in ${number(summary.seconds, 1)} s, ` +
            `${number(rows)} rows, ${number(summary.rows_duplicate)} of them there already.`,
        ]
      : [
          `${network} ${summary.source}: ${number(summary.members_read)} of ${number(summary.members)} accounts read, ` +
            `${number(rows)} rows, ${number(summary.requests)} requests.`,
          ...summary.failed.map(({ member, reason }) => `  ${plain(member)}: ${plain(reason)}`),
        ];
  const next = "Next: `renown run` scores everybody. The same command goes on where this one ended.";
  return `${[...lines, ...refused, next].join("\n")}\n`;
}

function membersOf(flags: IngestFlags) {
  const given = MEMBER_OPTIONS.filter(([key]) => flags[key] !== undefined);
  const [first] = given;
  if (first === undefined) {
    if (flags.requests !== undefined)
      throw new ConfigProblem(
        "--requests is the budget of each account of a list; name one with --list URI.",
      );
    return null;
  }
  if (given.length > 1)
    throw new ConfigProblem(`${given.map(([, name]) => `--${name}`).join(" and ")} exclude each other.`);
  const ofStream = STREAM_OPTIONS.find(([key]) => flags[key] !== undefined);
  if (ofStream !== undefined)
    throw new ConfigProblem(`${ofStream[1]} belongs to a stream, and --${first[1]} reads a list: give one.`);
  const maxRequests = readCount("--requests", flags.requests ?? DEFAULT_REQUESTS);
  return { source: first[1], uri: flags[first[0]]!, maxRequests };
}

/** Aborted at the first SIGINT or SIGTERM; a second one ends the process at once. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
  return stop.signal;
}
