import { createHmac } from "node:crypto";

/** What a word in a profile agrees to. A word for one thing is none for another. */
export type WordPurpose = "claim" | "link";

const DIGITS = 20;
const WORDS = new RegExp(`renown-(?:claim|link)-[0-9a-f]{${DIGITS}}`, "gi");

/** The word that only the holder of `secret` can make for `payload`: "renown-link-" and twenty hexadecimal digits. */
export function profileWord(secret: string, purpose: WordPurpose, payload: string): string {
  const digits = createHmac("sha256", secret).update(`${purpose} token|${payload}`).digest("hex");
  return `renown-${purpose}-${digits.slice(0, DIGITS)}`;
}

/** Whether `text` (of a profile) holds `word`. */
export function holdsWord(text: string, word: string): boolean {
  return [...text.matchAll(WORDS)].some(([found]) => found.toLowerCase() === word);
}
