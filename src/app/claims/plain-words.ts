import { ClaimRefused } from "./claim-refused.ts";

/** Most characters of a statement, and of the reason of a dispute. */
export const MOST_CHARACTERS = 500;

/** `text` as it is kept: plain text, NFC, without blanks around it, lines ended by a line feed. It is escaped wherever
 *  it is shown; markup in it stays the characters it is.
 *  @throws ClaimRefused when it is empty, longer than 500 characters or holds control characters or marks that turn the
 *  direction of the text around it. */
export function plainWords(name: string, text: string): string {
  const words = text.replace(/\r\n?/g, "\n").normalize("NFC").trim();
  if (words === "") throw new ClaimRefused("not-usable", `${name} is empty.`);
  const count = [...words].length;
  if (count > MOST_CHARACTERS)
    throw new ClaimRefused("not-usable", `${name} has ${count} characters; at most ${MOST_CHARACTERS} fit.`);
  if (/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Cs}/u.test(words))
    throw new ClaimRefused("not-usable", `${name} holds control characters; write plain text.`);
  return words;
}
