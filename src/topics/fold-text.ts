/** `text` in the form in which words are compared: lower case, without accents, full-width letters as plain ones,
 *  final sigma as sigma. Japanese voicing marks stay, since they tell words apart. */
export function foldText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ς", "σ");
}
