import { expect, it } from "vitest";
import { detectLanguage } from "./detect-language.ts";

it.each([
  ["What a great day it was for all of us", "en"],
  ["No me gusta que los perros ladren por la noche", "es"],
  ["Je ne suis pas sûr que ce soit une bonne idée", "fr"],
  ["Ich bin nicht sicher, ob das eine gute Idee ist", "de"],
  ["Eu não sei o que você tem, mas isso foi bom", "pt"],
  ["Non sono sicuro che questa sia una buona idea", "it"],
  ["Δεν ξέρω", "el"],
  ["すごい", "ja"],
])("%s is %s", (text, lang) => {
  expect(detectLanguage(text)).toBe(lang);
});

it("is left open where too little is said or two languages share it", () => {
  expect(detectLanguage("Real Madrid")).toBeNull();
  expect(detectLanguage("")).toBeNull();
});
