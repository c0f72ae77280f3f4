import { foldText } from "./fold-text.ts";

/** The commonest short words by language, folded; one that several share counts as a part for each. */
const COMMON: Readonly<Record<string, string>> = {
  en: "the and is are was were you your my of to it its this that with for have has not be been on at i we they he she his her what when who how just from but about will can would do don if all so get out up there",
  es: "no la me te se de un el los las y que en una por con para del al es son esta este pero mas como muy ya yo tu mi su sus nos les lo hay fue ser porque cuando donde todo todos hoy eso ese esa",
  fr: "la me te se de un le les des et est une dans pour pas vous nous je il elle qui sur avec au aux ce cette mais ou sont ont mes tes ses c j l d qu n suis",
  de: "der die das und ist nicht ein eine ich du er sie wir ihr mit auf fur den dem von zu im auch wie aber noch sind war bei aus nach wenn",
  pt: "me te se de o os um uma e que do da dos das em no na nos nas nao eu voce com pra para por mais mas foi ser sao isso esse essa meu minha tem ta to ja quem",
  it: "la se di un il gli e che di un una per non con sono della del dei nel nella mi ti si ci ma piu anche come questo questa ho hai ha io lui lei quando cosa",
};

/** Fewer common words than this could be a name. */
const LEAST = 1.5;

const LANGUAGES_OF = new Map<string, string[]>();
for (const [lang, words] of Object.entries(COMMON))
  for (const word of words.split(" ")) LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), lang]);

/** Language of `text` as ISO 639-1: Japanese by kana, Greek by its letters, English, Spanish, French, German, Portuguese and
 *  Italian by their commonest words, of which one language must have `LEAST` and half as many again as any other. Null otherwise. */
export function detectLanguage(text: string): string | null {
  if (/[\u3041-\u30ff]/.test(text)) return "ja";
  if (/[\u0370-\u03ff]/.test(text)) return "el";
  const hits = new Map<string, number>();
  for (const word of foldText(text).split(/[^a-z]+/)) {
    const langs = LANGUAGES_OF.get(word);
    for (const lang of langs ?? []) hits.set(lang, (hits.get(lang) ?? 0) + 1 / langs!.length);
  }
  const [best, next] = [...hits].sort((a, b) => b[1] - a[1]);
  if (best === undefined || best[1] < LEAST) return null;
  return next === undefined || best[1] >= 1.5 * next[1] ? best[0] : null;
}
