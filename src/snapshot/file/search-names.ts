import type { SnapshotFile } from "./open-snapshot.ts";
import { type Person, personOf } from "./people.ts";

/** Beyond this many matches the order of score is walked instead of sorting them. */
const SORTED_MATCHES = 2000;
/** Rows looked at in all while looking for people who may be named. */
const MOST_ROWS = 20_000;

/** People whose handle or name begins with `prefix`, case ignored, the highest score first and without one last. */
export function* searchNames(file: SnapshotFile, prefix: string): Generator<Person> {
  const key = prefix.toLowerCase();
  if (key === "") return;
  const end = `${key}\u{10ffff}`;
  const [count] = file.row(
    `SELECT count(*) FROM (SELECT 1 FROM names WHERE name_key >= ? AND name_key < ? LIMIT ${SORTED_MATCHES + 1})`,
    key,
    end,
  ) as [number];
  const rows =
    count <= SORTED_MATCHES
      ? file.rows(
          `SELECT DISTINCT account_no, score FROM names WHERE name_key >= ? AND name_key < ?
           ORDER BY score DESC NULLS LAST, account_no`,
          key,
          end,
        )
      : file.rows(
          `SELECT account_no FROM names INDEXED BY names_by_score
           WHERE initial = ? AND name_key >= ? AND name_key < ? ORDER BY score DESC LIMIT ${MOST_ROWS}`,
          String.fromCodePoint(key.codePointAt(0)!),
          key,
          end,
        );
  const seen = new Set<unknown>();
  for (const [accountNo] of rows)
    if (!seen.has(accountNo)) {
      seen.add(accountNo);
      yield personOf(file, accountNo as number);
    }
}
