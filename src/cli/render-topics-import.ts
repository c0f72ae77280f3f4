import type { TopicsImports } from "../app/topics/import-topics.ts";
import { number, plain } from "./style.ts";

/** What an import of topics gave, for a person, with the credit that the ontology asks for. */
export function renderTopicsImports({ inputs }: TopicsImports): string {
  const lines = inputs.flatMap(input => [
    `${plain(input.path)} (${input.format}): ` +
      (input.isKnown
        ? "already there, nothing to do"
        : `${number(input.topics)} topics, ${number(input.edges)} edges, ${number(input.names)} names`),
    ...Object.entries(input.rejected).map(([reason, count]) => `  ${number(count)} rows rejected: ${reason}`),
    ...(input.credit === null ? [] : [`  Credit: ${plain(input.credit)}`]),
  ]);
  return `${lines.join("\n")}\n`;
}
