/** What the bundled font can draw: Latin with its extensions, Greek, Cyrillic, and the marks between words. */
const COVERED =
  /[\u0020-\u007e\u00a0-\u00ac\u00ae-\u0148\u014a-\u01c3\u01c5-\u024f\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03d7\u0400-\u045f\u0490\u0491\u1e00-\u1e9b\u1e9e-\u1eff\u2010-\u2027\u2030-\u203a\u20ac\u2122\u2212]/;
/** Pictures and marks that change them: left out of a name without loss of who is meant. */
const PICTURES = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\ufe0f|\u200d|\u20e3/gu;

/** `text` as far as the bundled font can draw it: without emoji; null when other letters would be missing or nothing
 *  is left. */
export function coveredText(text: string): string | null {
  const bare = text.normalize("NFC").replace(PICTURES, "").replace(/\s+/g, " ").trim();
  return bare !== "" && [...bare].every(letter => COVERED.test(letter)) ? bare : null;
}
