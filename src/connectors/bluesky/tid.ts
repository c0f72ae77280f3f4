const DIGITS = "234567abcdefghijklmnopqrstuvwxyz";

/** The time in a timestamp identifier (13 characters: 53 bits of microseconds since 1970, then 10 of a clock's number),
 *  UTC ISO; null for anything else.
 *  Source: https://atproto.com/specs/tid */
export function isoOfTid(tid: string): string | null {
  if (!/^[2-7a-j][2-7a-z]{12}$/.test(tid)) return null;
  let bits = 0n;
  for (const digit of tid) bits = bits * 32n + BigInt(DIGITS.indexOf(digit));
  return new Date(Number((bits >> 10n) / 1000n)).toISOString();
}
