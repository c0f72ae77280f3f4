import type { Member, MemberSource, Page, TableRow } from "../../connectors/contract.ts";
import { CliError } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { TableName } from "../../domain/interchange/schema.ts";
import type { IngestSession } from "./ingest-options.ts";

const WINDOW_DAYS = 90;
const MILLISECONDS_A_DAY = 86_400_000;

export interface MemberOptions {
  readonly uri: string;
  /** For each member. */
  readonly maxRequests: number;
}

/** What reading the members of a list gave. */
export interface MembersSummary {
  readonly network: string;
  readonly source: string;
  readonly members: number;
  /** Members read by this call; the others were read by an earlier one that was broken off, or failed. */
  readonly members_read: number;
  readonly failed: readonly { readonly member: string; readonly reason: string }[];
  readonly rows: number;
  readonly rejections: Readonly<Record<string, number>>;
  readonly requests: number;
}

/** Where the reading of a list stands. Each full reading is a round; a member's place counts in its own round only. */
interface ListPlace {
  readonly round: number;
  readonly isFinished: boolean;
}

interface MemberPlace {
  readonly round: number;
  readonly cursor: string | null;
  readonly isDone: boolean;
}

/** What the members of the list at `uri` gave: each is read within its request budget, page by page made durable with
 *  the place after it, so that a reading that was broken off goes on where it was. A member that cannot be read is
 *  named and passed over. */
export async function ingestMembers(
  session: IngestSession,
  source: MemberSource,
  { uri, maxRequests }: MemberOptions,
): Promise<MembersSummary> {
  const { lake, connector, config, signal } = session;
  const { effects, close } = session.openEffects({ signal });
  const cursorName = `ingest ${connector.network}-${source.name} ${uri}`;
  const reading = new MemberReading(session, cursorName, roundOf(lake.readCursor(cursorName)));
  const failed: { member: string; reason: string }[] = [];
  let readCount = 0;
  try {
    const members: Member[] = [];
    for await (const member of source.members(uri, config, effects)) members.push(member);
    await reading.begin(members.flatMap(({ rows }) => rows ?? []));
    const report = (done: number) =>
      session.progress({
        step: `read ${connector.network} ${source.name}`,
        done,
        total: members.length,
        unit: "accounts",
        note: `${reading.rows.toLocaleString("en")} rows durable, ${reading.requests} requests`,
        isLast: done === members.length,
      });
    for (const [index, member] of members.entries()) {
      if (signal.aborted) break;
      report(index);
      const from = new Date(effects.now().getTime() - WINDOW_DAYS * MILLISECONDS_A_DAY).toISOString();
      try {
        if (await reading.read(member, from, maxRequests)) readCount++;
      } catch (error) {
        if (signal.aborted) break;
        if (!(error instanceof CliError)) throw error;
        failed.push({ member: member.value, reason: error.message });
      }
    }
    if (!signal.aborted) {
      await reading.finish();
      report(members.length);
    }
    await lake.compact(session.engine);
    return {
      network: connector.network,
      source: source.name,
      members: members.length,
      members_read: readCount,
      failed,
      rows: reading.rows,
      rejections: reading.rejections,
      requests: reading.requests + effects.http.sentCount,
    };
  } finally {
    await close();
  }
}

/** The round to read in: that which was broken off, else a new one. */
function roundOf(saved: string | null): number {
  if (saved === null) return 1;
  const { round, isFinished } = JSON.parse(saved) as ListPlace;
  return isFinished ? round + 1 : round;
}

class MemberReading {
  rows = 0;
  requests = 0;
  readonly rejections: Record<string, number> = {};

  constructor(
    private readonly session: IngestSession,
    private readonly cursorName: string,
    private readonly round: number,
  ) {}

  /** `rows` say who stands on the list. */
  async begin(rows: readonly TableRow[]): Promise<void> {
    await Promise.all([
      ...this.append(rows),
      this.save(this.cursorName, { round: this.round, isFinished: false }),
    ]);
  }

  finish(): Promise<void> {
    return this.save(this.cursorName, { round: this.round, isFinished: true });
  }

  /** Whether there was something left to read of `member`. */
  async read(member: HandleQuery, from: string, maxRequests: number): Promise<boolean> {
    const { lake, connector, config, signal } = this.session;
    const name = `${this.cursorName} ${member.value}`;
    const saved = lake.readCursor(name);
    const place = saved === null ? null : (JSON.parse(saved) as MemberPlace);
    const isThisRound = place?.round === this.round;
    if (isThisRound && place.isDone) return false;
    const reading = { from, cursor: isThisRound ? place.cursor : null };
    let { cursor } = reading;
    const { effects, close } = this.session.openEffects({ signal, maxRequests });
    try {
      for await (const page of connector.readAccount(member, reading, config, effects)) {
        ({ cursor } = page);
        await this.keep(page, name);
      }
    } finally {
      this.requests += effects.http.sentCount;
      await close();
    }
    await this.save(name, { round: this.round, cursor, isDone: true });
    return true;
  }

  private async keep(page: Page, name: string): Promise<void> {
    const rows: TableRow[] = [];
    for (const record of page.records) {
      if ("rejection" in record) {
        const { reason } = record.rejection;
        this.rejections[reason] = (this.rejections[reason] ?? 0) + 1;
      } else rows.push(record);
    }
    const place: MemberPlace = { round: this.round, cursor: page.cursor, isDone: page.isLast };
    await Promise.all([...this.append(rows), this.save(name, place)]);
  }

  private append(rows: readonly TableRow[]): readonly Promise<unknown>[] {
    const byTable = new Map<TableName, object[]>();
    for (const { table, row } of rows) byTable.set(table, [...(byTable.get(table) ?? []), row]);
    this.rows += rows.length;
    return [...byTable].map(([table, tableRows]) => this.session.lake.append(table, tableRows));
  }

  private save(stream: string, place: ListPlace | MemberPlace): Promise<void> {
    return this.session.lake.append("observations", [], { stream, cursor: JSON.stringify(place) });
  }
}
