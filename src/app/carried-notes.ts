import type { RunReader, StoredAccount } from "../snapshot/contract.ts";

/** Why an answer holds no topics, qualities, moments and samples of an account that came after a run that carried them over had
 *  computed them; null when they are as they were found, and in every other run. */
export async function notYet(account: StoredAccount, { stamp, styleOf }: RunReader): Promise<string | null> {
  if (stamp.partsAsOf === undefined || account.isProtected || (await styleOf(account)) !== null) return null;
  return (
    `Topics, qualities, moments and samples of posts are not there yet: they were last computed as of ` +
    `${stamp.partsAsOf.slice(0, 10)}, before the account was seen.`
  );
}

/** The notes of an answer about the parts that its run carried over from an earlier one. */
export async function carriedNotes(account: StoredAccount, reader: RunReader): Promise<readonly string[]> {
  const { partsAsOf, asOf } = reader.stamp;
  if (partsAsOf === undefined || account.isProtected) return [];
  const missing = await notYet(account, reader);
  return [
    missing ??
      `Topics, qualities, styles, moments and samples of posts are as of ${partsAsOf.slice(0, 10)}; ` +
        `all else is as of ${asOf.slice(0, 10)}.`,
  ];
}
