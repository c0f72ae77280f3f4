import { detect } from "tinyld/light";

/** Texts shorter than this give no trustworthy language. */
const MINIMUM_LENGTH = 12;

/** Language of `text` as ISO 639-1; null where the text is too short or nothing stands out. Kana decide for Japanese and
 *  Greek letters for Greek, whatever the length. */
export function detectLanguage(text: string): string | null {
  if (/[\u3041-\u30ff]/.test(text)) return "ja";
  if (/[\u0370-\u03ff]/.test(text)) return "el";
  if (text.length < MINIMUM_LENGTH) return null;
  const found = detect(text);
  return found === "" ? null : found;
}
