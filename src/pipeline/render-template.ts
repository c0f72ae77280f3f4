import { ConfigProblem } from "../domain/errors.ts";
import type { MacroSet } from "../engines/contract.ts";
import { splitArguments, type Template, TIME_NAMES, type TimeName } from "./template.ts";

/** What the placeholders of a template stand for, as SQL text. */
export interface Bindings {
  readonly ref: (model: string) => string;
  readonly source: (table: string) => string;
  readonly constant: (name: string) => string;
  readonly times: Readonly<Record<TimeName, string>>;
  readonly macros: MacroSet;
}

/** The SQL of `template` with every placeholder replaced. Inside a macro's arguments, calls of other macros
 *  and the bare words as_of, window_start and last_day are replaced too.
 *  @throws ConfigProblem when a macro is missing. */
export function renderTemplate(template: Template, bindings: Bindings): string {
  return template
    .map(piece => {
      if (typeof piece === "string") return piece;
      if (piece.kind === "time") return bindings.times[piece.name];
      if (piece.kind === "macro") return renderMacro(piece.name, piece.args, bindings);
      return bindings[piece.kind](piece.name);
    })
    .join("")
    .trim();
}

function renderMacro(name: string, args: readonly string[], bindings: Bindings): string {
  const macro = Object.hasOwn(bindings.macros, name) ? bindings.macros[name] : undefined;
  if (macro === undefined) throw new ConfigProblem(`There is no macro ${name}.`);
  return macro(...args.map(arg => renderArgument(arg, bindings)));
}

/** Replaces macro calls and time words in `text`, leaving quoted text alone. */
function renderArgument(text: string, bindings: Bindings): string {
  let rendered = "";
  let position = 0;
  while (position < text.length) {
    const rest = text.slice(position);
    const quoted = /^'[^']*'/.exec(rest)?.[0];
    const word = /^[a-z_][a-z0-9_.]*/i.exec(rest)?.[0];
    if (quoted !== undefined) {
      rendered += quoted;
      position += quoted.length;
    } else if (word === undefined) {
      rendered += rest[0];
      position += 1;
    } else if (Object.hasOwn(bindings.macros, word) && rest[word.length] === "(") {
      const end = closingParenthesis(text, position + word.length);
      rendered += renderMacro(word, splitArguments(text.slice(position + word.length + 1, end)), bindings);
      position = end + 1;
    } else {
      const time = TIME_NAMES.find(name => name === word);
      rendered += time === undefined ? word : bindings.times[time];
      position += word.length;
    }
  }
  return rendered;
}

function closingParenthesis(text: string, open: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let i = open; i < text.length; i++) {
    if (text[i] === "'") isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (text[i] === "(") depth++;
    if (text[i] === ")" && --depth === 0) return i;
  }
  throw new ConfigProblem(`"${text}" has an open parenthesis that is never closed.`);
}
