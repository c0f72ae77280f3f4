import type { NetworkName } from "../../domain/network.ts";
import type { AroundSide, PersonAround } from "../contract.ts";
import type { SnapshotFile } from "./open-snapshot.ts";
import { unpackCells } from "./packed-cells.ts";
import { PERSON_CELLS } from "./schema.ts";
import type { PersonFlags } from "./stored-account.ts";

/** Somebody whom a list names. */
export interface Person extends PersonFlags {
  readonly handle: string | null;
  readonly displayName: string | null;
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly coverage: number | null;
  /** Paid standing, >= 1. */
  readonly standing: number;
}

/** A person on one side of an account, with what orders the lists. */
export interface FiledPerson extends PersonAround {
  readonly flags: PersonFlags;
  readonly decayedWeight: number;
}

/** Who has number `personNo`. */
export function personOf(file: SnapshotFile, personNo: number): Person {
  const row = file.row(
    `SELECT network, account_id, handle, display_name, score, people_rank, is_protected, is_indexable, low, high, coverage
     FROM accounts WHERE account_no = ?`,
    personNo,
  )!;
  return {
    network: row[0] as NetworkName,
    accountId: row[1] as string,
    handle: row[2] as string | null,
    displayName: row[3] as string | null,
    score: row[4] as number | null,
    standing: 10 ** ((row[5] as number | null) ?? 0),
    isProtected: row[6] === 1,
    isIndexable: row[7] === null ? null : row[7] === 1,
    low: row[8] as number | null,
    high: row[9] as number | null,
    coverage: row[10] as number | null,
  };
}

/** Everybody kept on one side of an account, and how many there are in all. */
export function peopleOf(
  file: SnapshotFile,
  accountNo: number,
  side: AroundSide,
): { readonly peopleCount: number; readonly people: readonly FiledPerson[] } {
  const table = side === "moves" ? "acted_on_by" : "acts_on";
  const row = file.row(`SELECT people_count, cells FROM ${table} WHERE account_no = ?`, accountNo);
  if (row === undefined) return { peopleCount: 0, people: [] };
  const cells = unpackCells(row[1] as Uint8Array);
  const people: FiledPerson[] = [];
  for (let start = 0; start < cells.length; start += PERSON_CELLS.length) {
    const [personNo, decayedWeight, share, likes, reposts, replies, quotes, mentions, lastActedAt] =
      cells.slice(start, start + PERSON_CELLS.length);
    const person = personOf(file, personNo!);
    const attentionShare = share ?? 0;
    people.push({
      flags: person,
      decayedWeight: decayedWeight ?? 0,
      account_id: person.accountId,
      handle: person.handle,
      display_name: person.displayName,
      score: person.score,
      standing: person.standing,
      attention_share: attentionShare,
      passed_standing: person.standing * attentionShare,
      likes: likes ?? 0,
      reposts: reposts ?? 0,
      replies: replies ?? 0,
      quotes: quotes ?? 0,
      mentions: mentions ?? 0,
      last_acted_at: typeof lastActedAt === "number" ? new Date(lastActedAt).toISOString() : null,
    });
  }
  return { peopleCount: row[0] as number, people };
}
