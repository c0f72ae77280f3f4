export type AnswerFormat = "json" | "csv";

/** The form of an answer: `asked` in the query, else what the Accept header wants more; JSON when it does not care. */
export function answerFormat(asked: AnswerFormat | undefined, accept: string | undefined): AnswerFormat {
  if (asked !== undefined) return asked;
  if (accept === undefined || accept === "*/*") return "json";
  return qualityOf("text/csv", accept) > qualityOf("application/json", accept) ? "csv" : "json";
}

/** How much `accept` wants `type`, 0..1; a name counts before its family and that before any. */
function qualityOf(type: string, accept: string): number {
  const family = `${type.split("/")[0]}/*`;
  const wanted = new Map(accept.split(",").map(part => wishOf(part)));
  return wanted.get(type) ?? wanted.get(family) ?? wanted.get("*/*") ?? 0;
}

function wishOf(part: string): readonly [type: string, quality: number] {
  const [type = "", ...parameters] = part.split(";").map(text => text.trim().toLowerCase());
  const quality = parameters.find(text => text.startsWith("q="))?.slice(2);
  const value = quality === undefined ? 1 : Number(quality);
  return [type, Number.isFinite(value) ? value : 0];
}
