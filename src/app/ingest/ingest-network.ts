import { connectorFor } from "../../connectors/connector-for.ts";
import type { Connector, LiveStream } from "../../connectors/contract.ts";
import { CONNECTORS } from "../../connectors/registry.ts";
import { ConfigProblem } from "../../domain/errors.ts";
import type { NetworkName } from "../../domain/network.ts";
import type { Progress } from "../../domain/progress.ts";
import type { RateBudget } from "../../lib/rate-budget.ts";
import { openLakeAt } from "../lake-session.ts";
import { connectorConfig } from "../networks/connector-config.ts";
import { openEffects } from "../networks/open-effects.ts";
import type { Environment } from "../networks/settings-file.ts";
import { openEngine } from "../open-engine.ts";
import { followStream } from "./follow-stream.ts";
import { ingestMembers, type MembersSummary } from "./ingest-members.ts";
import type { FollowOptions, FollowSummary, IngestSession } from "./ingest-options.ts";

/** How a network is ingested: one of its streams, or the members of a list. */
export interface IngestOptions {
  readonly dataDir: string;
  readonly network: NetworkName;
  /** Null: the network's first stream. */
  readonly streamName: string | null;
  readonly follow: FollowOptions;
  /** A member source by its option ("list", "feed", "starter-pack") and what it is asked for. */
  readonly members: { readonly source: string; readonly uri: string; readonly maxRequests: number } | null;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly env: Environment;
}

export type IngestSummary =
  | ({ readonly kind: "stream" } & FollowSummary)
  | ({ readonly kind: "members" } & MembersSummary);

/** What ingesting gave. The lake is begun when there is none.
 *  @throws ConfigProblem for a network, stream, list or setting that there is not, before anything is asked. */
export async function ingestNetwork(
  options: IngestOptions,
  connector: Connector = connectorToIngest(options.network),
): Promise<IngestSummary> {
  const { members, follow, env } = options;
  if (env["RENOWN_OFFLINE"] === "1")
    throw new ConfigProblem("RENOWN_OFFLINE=1 asks no network; leave it out to ingest one.");
  const config = connectorConfig(connector, env);
  const [issue] = connector.check(config);
  if (issue !== undefined) throw new ConfigProblem(`${issue.problem} ${issue.hint}`);
  const source = members === null ? null : memberSourceOf(connector, members.source);
  const stream = members === null ? streamOf(connector, options.streamName) : null;
  return withSession(options, { connector, config }, async session => {
    if (members !== null && source !== null)
      return { kind: "members", ...(await ingestMembers(session, source, members)) };
    return { kind: "stream", ...(await followStream(session, stream!, follow)) };
  });
}

async function withSession<T>(
  { dataDir, signal, progress, env }: IngestOptions,
  parts: Pick<IngestSession, "connector" | "config">,
  work: (session: IngestSession) => Promise<T>,
): Promise<T> {
  const lake = await openLakeAt(dataDir);
  try {
    const engine = await openEngine(lake.temporaryDir("ingest"));
    try {
      const allowances = new Map<string, RateBudget>();
      const now = () => new Date();
      return await work({
        ...{ lake, engine, signal, progress, ...parts },
        openEffects: asked => openEffects({ ...asked, env, now, allowances }),
      });
    } finally {
      await engine.close();
    }
  } finally {
    await lake.close();
  }
}

function connectorToIngest(network: NetworkName): Connector {
  const connector = connectorFor(network);
  if (connector !== null && connector.streams.length + connector.memberSources.length > 0) return connector;
  const known = CONNECTORS.filter(({ streams, memberSources }) => streams.length + memberSources.length > 0);
  const names = known.map(candidate => candidate.network).join(", ");
  throw new ConfigProblem(
    `${network} cannot be followed. ${names === "" ? "No network can in this version" : `Networks that can: ${names}`}; ` +
      "for the others bring an export or events in: `renown import PATH`.",
  );
}

function streamOf({ network, streams, memberSources }: Connector, name: string | null): LiveStream {
  const stream = name === null ? streams[0] : streams.find(candidate => candidate.name === name);
  if (stream !== undefined) return stream;
  if (name === null)
    throw new ConfigProblem(
      `${network} has no stream to follow; name a list: ${memberSources.map(source => `--${source.name}`).join(", ")}.`,
    );
  const names = streams.map(candidate => candidate.name).join(", ");
  throw new ConfigProblem(
    `--stream ${name} is no stream of ${network}. Streams: ${names === "" ? "none" : names}.`,
  );
}

function memberSourceOf({ network, memberSources }: Connector, name: string) {
  const source = memberSources.find(candidate => candidate.name === name);
  if (source !== undefined) return source;
  const names = memberSources.map(candidate => `--${candidate.name}`).join(", ");
  throw new ConfigProblem(
    `--${name} is nothing that ${network} has. It has: ${names === "" ? "no lists" : names}.`,
  );
}
