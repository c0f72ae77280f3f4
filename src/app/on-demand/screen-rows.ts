import type { ConnectorRecord, TableRow } from "../../connectors/contract.ts";
import { type RowOf, TABLES } from "../../domain/interchange/schema.ts";
import type { NetworkName } from "../../domain/network.ts";
import type { Lake } from "../../lake/contract.ts";
import { OWNER_COLUMNS } from "../../lake/tombstones.ts";

/** What of a page may be stored, and how much of it could not become rows. */
export interface ScreenedPage {
  readonly rows: readonly TableRow[];
  /** Pieces refused by the connector, and rows that the schema refuses. */
  readonly rejectedCount: number;
}

/** The rows of a page without those of forgotten accounts; of protected profiles only that they are. */
export function screenPage(lake: Lake, records: readonly ConnectorRecord[]): ScreenedPage {
  const isForgotten = rememberedForgotten(lake);
  const rows: TableRow[] = [];
  let rejectedCount = 0;
  for (const record of records) {
    if ("rejection" in record || !TABLES[record.table].row.safeParse(record.row).success) {
      rejectedCount += 1;
      continue;
    }
    const cells = record.row as Readonly<Record<string, unknown>>;
    const owners = OWNER_COLUMNS[record.table].map(column => String(cells[column]));
    if (!owners.some(owner => isForgotten(record.row.network as NetworkName, owner)))
      rows.push(record.table === "accounts" ? { table: "accounts", row: withoutWords(record.row) } : record);
  }
  return { rows, rejectedCount };
}

/** Whether nothing but its own row may be kept of the account: protected, or opted out of being found. */
export function isClosed(profile: Pick<RowOf<"accounts">, "is_protected" | "is_indexable">): boolean {
  return profile.is_protected === true || profile.is_indexable === false;
}

function withoutWords(profile: RowOf<"accounts">): RowOf<"accounts"> {
  return profile.is_protected === true ? { ...profile, display_name: null, bio: null, url: null } : profile;
}

function rememberedForgotten(lake: Lake): (network: NetworkName, accountId: string) => boolean {
  const known = new Map<string, boolean>();
  return (network, accountId) => {
    const key = `${network}:${accountId}`;
    const answer = known.get(key) ?? lake.isForgotten(network, accountId);
    known.set(key, answer);
    return answer;
  };
}
