import { connectorFor } from "../../connectors/connector-for.ts";
import type { Connector } from "../../connectors/contract.ts";
import { CliError, InputProblem } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { Progress } from "../../domain/progress.ts";
import type { Engine } from "../../engines/contract.ts";
import type { PublishedRun } from "../../lake/contract.ts";
import type { RateBudget } from "../../lib/rate-budget.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import type { EngagerReading, KnownRun } from "../../pipeline/on-demand/engagers.ts";
import { HttpFailure } from "../../platform/http/http-client.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import type { RunReader } from "../../snapshot/contract.ts";
import { findInLake } from "../../snapshot/find-in-lake.ts";
import { publishedRelations } from "../../snapshot/run-relations.ts";
import { engagerNotes } from "../engager-notes.ts";
import { asText, exportHint } from "../how-to-get.ts";
import type { LakeSession } from "../lake-session.ts";
import { loadModel } from "../load-model.ts";
import { AccountLocator, type Located, publishedReader, publishedRunAt } from "../locate-account.ts";
import { openEffects } from "../networks/open-effects.ts";
import type { Environment } from "../networks/settings-file.ts";
import { openEngine } from "../open-engine.ts";
import { besidePublished } from "./beside-published.ts";
import { type BegunReading, type FetchedAccount, fetchAccount, toFetched } from "./fetch-account.ts";
import { FetchedRows } from "./fetched-rows.ts";
import { type ActsRead, actsRead } from "./people-read.ts";
import { costText, isHeldToSum, planReading, type ReadingBudget, usdText } from "./plan-reading.ts";
import { READING_KEPT_MS, savedReading } from "./reading-state.ts";
import { scoreFetched, scoreQuickly } from "./score-fetched.ts";
import { storedRows } from "./stored-rows.ts";

/** A score that is still getting better. */
export interface Refinement extends ActsRead {
  /** Text that asks for the account. */
  readonly handle: string;
  /** 0..100; null: not enough data yet. */
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Requests sent for it so far. */
  readonly requests: number;
}

/** How networks may be asked. */
export interface OnDemandOptions {
  /** Networks that can be asked; all that are known when absent. */
  readonly connectors?: readonly Connector[];
  readonly env: Environment;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Requests for one handle; 60 when absent. */
  readonly maxRequests?: number;
  /** US dollars for all handles together; without it no priced network is asked. */
  readonly budgetUsd?: number;
  /** Ask the network whatever is known already, and begin anew. */
  readonly isRefresh?: boolean;
  /** Told of the score after the first page, and as it gets better. */
  readonly onRefined?: (refinement: Refinement) => void;
  /** Told what will be spent, before it is. */
  readonly onNotice?: (text: string) => void;
  /** What servers allow, by host, to be shared with other readings. */
  readonly allowances?: Map<string, RateBudget>;
}

export interface OnDemandLocatorOptions extends OnDemandOptions {
  readonly modelId?: string;
  readonly progress: Progress;
  /** Handles to come whose reading is held to a sum: the budget is shared out among them; 1 when absent. */
  readonly handlesOnBudget?: number;
}

/** Requests for one handle, when nothing else is said. */
export const DEFAULT_REQUESTS = 60;
/** Source of the spans of simulated rows. */
const SIMULATION = "simulation";
const MILLISECONDS_A_DAY = 86_400_000;
/** A refined score is worth computing when so much more was read. */
const REFINED_AT = 1.5;

/** Finds accounts one after another: in the newest published run when that is younger than a day, else on the network,
 *  else in whatever the lake holds. */
export class OnDemandLocator {
  private readonly held: AccountLocator;
  private readonly allowances: Map<string, RateBudget>;
  private readonly ownReaders = new WeakSet<RunReader>();
  private engine: Engine | null = null;
  private published: RunReader | null = null;
  private spentUsd = 0;
  private handlesOnBudget: number;
  private hasFetched = false;

  constructor(
    private readonly session: LakeSession,
    private readonly options: OnDemandLocatorOptions,
  ) {
    this.held = new AccountLocator(session, options);
    this.allowances = options.allowances ?? new Map();
    this.handlesOnBudget = options.handlesOnBudget ?? 1;
  }

  /** The account `query` asks for.
   *  @throws CliError when neither network nor lake has it, or asking was not possible; it says what to do. */
  async locate(query: HandleQuery): Promise<Located> {
    const { lake } = this.session;
    const isRefresh = this.options.isRefresh === true;
    const connector = connectorFor(query.network, this.options.connectors);
    if (lake.isForgotten(query.network, query.value)) return this.held.locate(query);
    if (connector === null) {
      if (!isRefresh) return this.held.locate(query);
      throw new CliError(`${asText(query)} cannot be asked for anew: ${query.network} can only be imported.`);
    }
    const share = this.shareOf(connector);
    if (!isRefresh && ((await this.isFresh(query)) || (await this.isInvented(query))))
      return this.held.locate(query);
    try {
      return await this.fetch(query, connector, share);
    } catch (error) {
      const isOlderUseful = error instanceof CliError && !this.options.signal.aborted && !isRefresh;
      const older = isOlderUseful ? await this.held.locate(query).catch(() => null) : null;
      if (older === null) throw withFreeWay(error, query);
      return { ...older, notes: [`The network was not asked anew. ${(error as Error).message}`] };
    }
  }

  /** The lake with the engine in which the tables of `located` stand, unless its run was published. */
  sessionOf(located: Located): LakeSession {
    const isOwn = located.kind === "held" && this.ownReaders.has(located.reader);
    return isOwn && this.engine !== null ? { lake: this.session.lake, engine: this.engine } : this.session;
  }

  /** Lets go of what was opened, and moves what was fetched into the lake's tables. */
  async close(): Promise<void> {
    await this.engine?.close();
    this.engine = null;
    if (this.hasFetched) await this.session.lake.compact(this.session.engine);
  }

  /** Whether the newest published run holds the account and is younger than a day. */
  private async isFresh(query: HandleQuery): Promise<boolean> {
    const run = publishedRunAt(this.session);
    if (run === null) return false;
    const age = this.options.now().getTime() - Date.parse(run.publishedAt);
    if (age >= READING_KEPT_MS) return false;
    return (await (await this.readerOf(run)).findAccount(query)) !== null;
  }

  /** Whether the account is one that the simulator made up: its name may be somebody else's on the network. */
  private async isInvented(query: HandleQuery): Promise<boolean> {
    const { lake, engine } = this.session;
    const [row] = await engine.rows(
      `SELECT 1 AS found FROM (${lake.source("observations")}) AS spans
       WHERE network = ${sqlLiteral(query.network)} AND source = ${sqlLiteral(SIMULATION)} LIMIT 1`,
    );
    return row !== undefined && (await findInLake(engine, lake, query)) !== null;
  }

  private async fetch(query: HandleQuery, connector: Connector, share: BudgetShare): Promise<Located> {
    const { lake } = this.session;
    const { isRefresh, now, env, signal, onNotice, progress } = this.options;
    const model = loadModel(this.options.modelId);
    const startedAt = now().toISOString();
    const begun = isRefresh === true ? null : await this.begun(query, now());
    if (begun?.state.isLast) return this.answer(query, toFetched(begun), model);
    const { config, estimate } = planReading(connector, query, env, share);
    if (estimate !== null) {
      const shared = share.handles > 1 ? ` The budget is shared with ${share.handles - 1} more.` : "";
      onNotice?.(`Reading ${asText(query)}: ${costText(estimate)}.${shared}`);
      this.spentUsd += estimate.usd;
    }
    const maxRequests = this.options.maxRequests ?? DEFAULT_REQUESTS;
    const step = `read ${asText(query)}`;
    const report = (done: number, isLast: boolean) =>
      progress({ step, done, total: maxRequests, unit: "requests", isLast });
    report(0, false);
    this.hasFetched = true;
    let refinedCount = 0;
    const windowMs = model.constants["window_days"]! * MILLISECONDS_A_DAY;
    const fetched = await fetchAccount(query, {
      ...{ lake, connector, config, begun, startedAt },
      from: new Date(Date.parse(startedAt) - windowMs).toISOString(),
      open: readingNow =>
        openEffects({ signal, env, now: readingNow, maxRequests, allowances: this.allowances }),
      onPage: async (page, requests) => {
        report(requests, false);
        if (page.isClosed || page.state.isLast || page.rows.count < refinedCount * REFINED_AT) return;
        refinedCount = page.rows.count;
        await this.refine(query, page, model);
      },
    });
    report(Math.min(maxRequests, fetched.state.requests), true);
    // What a reading did not use is there for the next.
    if (estimate !== null && fetched.state.spentUsd !== undefined)
      this.spentUsd += fetched.state.spentUsd - (begun?.state.spentUsd ?? 0) - estimate.usd;
    return this.answer(query, fetched, model);
  }

  /** A reading that was broken off, or ended, less than a day ago. */
  private async begun(query: HandleQuery, now: Date): Promise<BegunReading | null> {
    const { lake, engine } = this.session;
    const state = savedReading(lake, query, now);
    if (state === null) return null;
    await lake.compact(engine);
    const rows = new FetchedRows();
    const { accountId, from, startedAt: to } = state;
    const source = (table: Parameters<typeof lake.source>[0]) => lake.source(table);
    rows.add(await storedRows(engine, source, { network: query.network, accountId, from, to }));
    const hasProfile = rows.rowsOf("accounts").some(row => row["account_id"] === accountId);
    return hasProfile ? { state, rows } : null;
  }

  private async refine(query: HandleQuery, fetched: FetchedAccount, model: ScoringModel): Promise<void> {
    const { onRefined } = this.options;
    if (onRefined === undefined) return;
    const known = this.knownRun();
    const { score } = await scoreQuickly(await this.ownEngine(), { fetched, model, known });
    onRefined({
      handle: asText(query),
      score: score?.score ?? null,
      low: score?.interval?.low ?? null,
      high: score?.interval?.high ?? null,
      requests: fetched.state.requests,
      ...actsRead(fetched),
    });
  }

  private async answer(query: HandleQuery, fetched: FetchedAccount, model: ScoringModel): Promise<Located> {
    const { profile, state } = fetched;
    const { network } = query;
    const stamp = { basis: "on_demand", runId: null, asOf: state.startedAt, modelId: model.id } as const;
    const account = {
      ...{ network, accountId: state.accountId, handle: profile.handle, displayName: profile.display_name },
      ...{ isProtected: profile.is_protected === true, url: profile.url, bio: profile.bio },
    };
    if (fetched.isClosed) return { kind: "no_evidence", account, stamp, reason: OPTED_OUT };
    const task = { fetched, model, known: this.knownRun() };
    const { reader, engagers } = await scoreFetched(this.session, await this.ownEngine(), task);
    const run = publishedRunAt(this.session);
    const isComparable = run !== null && run.modelId === model.id;
    const published = isComparable ? await this.readerOf(run) : null;
    const beside = besidePublished(reader, published, { network, accountId: state.accountId });
    this.ownReaders.add(beside);
    const found = await beside.findAccount({ network, kind: "id", value: state.accountId });
    const notes = notesOn(fetched, engagers);
    return found === null
      ? { kind: "no_evidence", account, stamp, notes }
      : { kind: "held", account: found, reader: beside, notes };
  }

  /** Where people of the newest published run stand; null when there is none, or it was published before standings were
   *  kept. */
  private knownRun(): KnownRun | null {
    const run = publishedRunAt(this.session);
    if (run === null) return null;
    const relations = publishedRelations(this.session.lake, run);
    if (!relations.has("people_standing")) return null;
    return { standings: relations.mart("people_standing"), edges: relations.mart("people_edges") };
  }

  private async readerOf(run: PublishedRun): Promise<RunReader> {
    if (this.published?.stamp.runId !== run.runId) this.published = await publishedReader(this.session, run);
    return this.published;
  }

  /** What the next reading may cost: of what is left, an equal part for each handle that is still to be read. */
  private shareOf(connector: Connector): BudgetShare {
    const { budgetUsd } = this.options;
    const left = budgetUsd === undefined ? null : budgetUsd - this.spentUsd;
    if (!isHeldToSum(connector)) return { usd: left, handles: 1 };
    const handles = Math.max(1, this.handlesOnBudget--);
    return { usd: left === null ? null : left / handles, handles };
  }

  /** An engine apart from the session's: tables of both have the same names. */
  private async ownEngine(): Promise<Engine> {
    this.engine ??= await openEngine(this.session.lake.temporaryDir("on-demand"));
    return this.engine;
  }
}

/** A part of the budget, and among how many handles what is left was shared. */
interface BudgetShare extends ReadingBudget {
  readonly handles: number;
}

/** `error` of a network that cannot be reached, with how to do without it. */
function withFreeWay(error: unknown, { network }: HandleQuery): unknown {
  const isOutOfReach =
    (error instanceof HttpFailure && error.status === null) || error instanceof InputProblem;
  if (!isOutOfReach) return error;
  return new CliError(
    `${error.message} Without the network, for your own account: ${exportHint(network)}.`,
    error.exitCode,
    { cause: error },
  );
}

const OPTED_OUT = "The account asked not to be found: it is not read or scored.";

function notesOn(fetched: FetchedAccount, engagers: EngagerReading | null): readonly string[] {
  const { state, stopped, rejectedCount } = fetched;
  const notes = [
    `Read from the network at ${state.startedAt.slice(0, 16).replace("T", " ")} UTC with ${state.requests} requests.`,
  ];
  if (state.spentUsd !== undefined) notes.push(`Reading it cost ${usdText(state.spentUsd)}.`);
  if (engagers !== null) notes.push(...engagerNotes(engagers));
  if (stopped?.reason === "requests")
    notes.push(
      "The requests that were allowed are used up; ask again to read on, or allow more with --requests.",
    );
  if (stopped?.reason === "failure") notes.push(`Reading stopped: ${stopped.message} Ask again to read on.`);
  if (rejectedCount > 0) notes.push(`${rejectedCount} pieces of the answers could not be read.`);
  return notes;
}
