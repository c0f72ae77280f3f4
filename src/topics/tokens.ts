/** The words of `folded` text, in order. Scripts that write without spaces (Han, kana, Hangul, Thai) and emoji give
 *  one token a character, so that a phrase of them is found anywhere; joiners and skin tones are left out. */
export function tokensOf(folded: string): string[] {
  const tokens: string[] = [];
  let start = -1;
  const length = folded.length;
  for (let at = 0; at < length; at++) {
    const code = folded.charCodeAt(at);
    if (code < 0x80) {
      if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
        if (start < 0) start = at;
      } else if (start >= 0) {
        tokens.push(folded.slice(start, at));
        start = -1;
      }
      continue;
    }
    const isPair = code >= 0xd800 && code < 0xdc00 && at + 1 < length;
    const kind = kindOf(isPair ? (folded.codePointAt(at) as number) : code);
    if (kind === "letter") {
      if (start < 0) start = at;
    } else {
      if (start >= 0) tokens.push(folded.slice(start, at));
      start = -1;
      if (kind === "single") tokens.push(folded.slice(at, at + (isPair ? 2 : 1)));
    }
    if (isPair) at++;
  }
  if (start >= 0) tokens.push(folded.slice(start));
  return tokens;
}

/** Which unspaced script a token is one character of; null for words and emoji. */
export function unspacedScript(token: string): "han" | "hiragana" | "katakana" | "other" | null {
  const code = token.codePointAt(0) ?? 0;
  if (code < 0x0e00) return null;
  if (code >= 0x3041 && code <= 0x309f) return "hiragana";
  if ((code >= 0x30a0 && code <= 0x30ff) || (code >= 0x31f0 && code <= 0x31ff)) return "katakana";
  if (code === 0x3005 || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff))
    return "han";
  if (code >= 0x20000 && code <= 0x3ffff) return "han";
  return isThaiOrHangul(code) ? "other" : null;
}

function kindOf(code: number): "letter" | "single" | "gap" {
  if (code >= 0xaa && code < 0x0e00)
    return code === 0xd7 || code === 0xf7 || (code >= 0xab && code < 0xc0 && code !== 0xb5 && code !== 0xba)
      ? "gap"
      : "letter";
  if (isThaiOrHangul(code)) return "single";
  if (code >= 0x0e80 && code < 0x2000) return "letter";
  if (code === 0x3005 || (code >= 0x3041 && code <= 0x30ff && code !== 0x30fb)) return "single";
  if ((code >= 0x31f0 && code <= 0x31ff) || (code >= 0x3400 && code <= 0x9fff)) return "single";
  if (code >= 0xf900 && code <= 0xfaff) return "single";
  const isEmoji =
    (code >= 0x2300 && code <= 0x27bf) ||
    (code >= 0x2b00 && code <= 0x2bff) ||
    (code >= 0x1f000 && code <= 0x1faff);
  const isSkinTone = code >= 0x1f3fb && code <= 0x1f3ff;
  if (isEmoji && !isSkinTone) return "single";
  return code >= 0x20000 && code <= 0x3ffff ? "single" : "gap";
}

function isThaiOrHangul(code: number): boolean {
  return (code >= 0x0e00 && code <= 0x0e7f) || (code >= 0xac00 && code <= 0xd7af);
}
