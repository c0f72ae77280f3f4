import { LANGUAGES, TOPICS } from "./topics.ts";

/** Sentences around a topic; `*` stands for what is said about it. */
const FRAMES: Readonly<Record<string, readonly string[]>> = {
  en: [
    "Still thinking about *.",
    "Three notes on *.",
    "Honest question about *: what do you do?",
    "Nobody warned me about *.",
    "A long thread on *.",
    "Grateful for * today.",
    "I was wrong about *.",
    "A small victory: *.",
  ],
  es: [
    "Sigo pensando en *.",
    "Tres notas sobre *.",
    "Una pregunta sobre *: ¿qué hacéis?",
    "Nadie me avisó: *.",
    "Un hilo largo sobre *.",
    "Hoy toca agradecer *.",
    "Me equivoqué con *.",
    "Una pequeña victoria: *.",
  ],
  de: [
    "Noch immer im Kopf: *.",
    "Drei Notizen: *.",
    "Ehrliche Frage: *, was meint ihr?",
    "Niemand hat mich gewarnt: *.",
    "Ein langer Faden: *.",
    "Heute dankbar: *.",
    "Ich lag falsch: *.",
    "Ein kleiner Sieg: *.",
  ],
  fr: [
    "J'y pense encore : *.",
    "Trois notes sur *.",
    "Une vraie question sur * : vous faites quoi ?",
    "Personne ne m'avait prévenu : *.",
    "Un long fil sur *.",
    "Merci pour * aujourd'hui.",
    "Je me trompais sur *.",
    "Une petite victoire : *.",
  ],
  pt: [
    "Ainda pensando: *.",
    "Três notas: *.",
    "Pergunta sincera: *, o que acham?",
    "Ninguém me avisou: *.",
    "Um fio longo: *.",
    "Hoje agradeço: *.",
    "Eu estava errado: *.",
    "Uma pequena vitória: *.",
  ],
  ja: [
    "*のことをまだ考えている。",
    "*について三つのメモ。",
    "*、みなさんはどうしていますか？",
    "*とは知らなかった。",
    "*について長めに書きます。",
    "今日は*に感謝。",
    "*は勘違いでした。",
    "小さな前進：*。",
  ],
};

/** Short answers, for replies. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  en: [
    "Thank you, that helps!",
    "Not sure I agree.",
    "Where did you read that?",
    "Same here.",
    "Tell me more?",
    "Saving this for later.",
    "Great point.",
    "It depends, I think.",
  ],
  es: [
    "¡Gracias, ayuda mucho!",
    "No estoy de acuerdo.",
    "¿Dónde lo leíste?",
    "A mí también.",
    "¿Me cuentas más?",
    "Me lo guardo.",
    "Muy buen punto.",
    "Depende, creo.",
  ],
  de: [
    "Danke, das hilft!",
    "Da bin ich nicht sicher.",
    "Wo steht das?",
    "Geht mir auch so.",
    "Erzähl mehr?",
    "Merke ich mir.",
    "Guter Punkt.",
    "Kommt darauf an.",
  ],
  fr: [
    "Merci, ça aide !",
    "Pas d'accord.",
    "Où as-tu lu ça ?",
    "Pareil ici.",
    "Tu m'en dis plus ?",
    "Je garde ça.",
    "Très juste.",
    "Ça dépend, je crois.",
  ],
  pt: [
    "Obrigado, ajuda muito!",
    "Não concordo.",
    "Onde você leu isso?",
    "Aqui também.",
    "Conta mais?",
    "Vou guardar.",
    "Bom ponto.",
    "Depende, acho.",
  ],
  ja: [
    "ありがとう、助かります！",
    "そうでしょうか。",
    "どこで読みましたか？",
    "私もです。",
    "もっと聞きたいです。",
    "保存します。",
    "いい指摘ですね。",
    "場合によりますね。",
  ],
};

/** Sentences for each language and topic: PHRASE_VARIANTS of them, frames by words. */
export const PHRASE_VARIANTS = 16;
export const ANSWER_VARIANTS = 8;

/** Every sentence of the simulation: index ((language × topics) + topic) × PHRASE_VARIANTS + variant. */
export function phraseRows(): readonly { phrase_index: number; text: string }[] {
  const texts = LANGUAGES.flatMap(({ tag }) =>
    TOPICS.flatMap(topic =>
      (FRAMES[tag] ?? []).flatMap(frame =>
        topic.words[tag]!.map(words => capitalised(frame.replace("*", words))),
      ),
    ),
  );
  return texts.map((text, phrase_index) => ({ phrase_index, text }));
}

/** Every short answer: index language × ANSWER_VARIANTS + variant. */
export function answerRows(): readonly { phrase_index: number; text: string }[] {
  return LANGUAGES.flatMap(({ tag }) => ANSWERS[tag] ?? []).map((text, phrase_index) => ({
    phrase_index,
    text,
  }));
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
