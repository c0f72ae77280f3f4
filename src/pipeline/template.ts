import { ConfigProblem } from "../domain/errors.ts";

/** What a `{{ ... }}` placeholder asks for. Arguments of a macro are SQL text that may hold further calls. */
export type Placeholder =
  | { readonly kind: "ref" | "source" | "constant"; readonly name: string }
  | { readonly kind: "time"; readonly name: TimeName }
  | { readonly kind: "macro"; readonly name: string; readonly args: readonly string[] };

/** Moments a template may name: the run's end (exclusive), its start, and its last included UTC day. */
export const TIME_NAMES = ["as_of", "window_start", "last_day"] as const;
export type TimeName = (typeof TIME_NAMES)[number];

/** A SQL template cut into literal text and placeholders, in order. */
export type Template = readonly (string | Placeholder)[];

const CALL = /^([a-z][a-z0-9_]*)\s*\(([\s\S]*)\)$/;
const NAMED = /^'([a-z][a-z0-9_]*)'$/;

/** The template in `text`. `model` names it in errors.
 *  @throws ConfigProblem on a placeholder that is not closed or not understood. */
export function parseTemplate(text: string, model: string): Template {
  const pieces: (string | Placeholder)[] = [];
  let position = 0;
  for (;;) {
    const open = text.indexOf("{{", position);
    if (open === -1) break;
    const close = text.indexOf("}}", open);
    if (close === -1) throw new ConfigProblem(`Model ${model}: "{{" without "}}"; close the placeholder.`);
    pieces.push(text.slice(position, open));
    pieces.push(parsePlaceholder(text.slice(open + 2, close).trim(), model));
    position = close + 2;
  }
  pieces.push(text.slice(position));
  return pieces.filter(piece => piece !== "");
}

function parsePlaceholder(expression: string, model: string): Placeholder {
  const time = TIME_NAMES.find(name => name === expression);
  if (time !== undefined) return { kind: "time", name: time };
  const call = CALL.exec(expression);
  if (call === null)
    throw new ConfigProblem(
      `Model ${model}: "{{ ${expression} }}" is neither a call such as ref('x') nor one of ${TIME_NAMES.join(", ")}.`,
    );
  const [, name = "", inner = ""] = call;
  if (name !== "ref" && name !== "source" && name !== "constant")
    return { kind: "macro", name, args: splitArguments(inner) };
  const argument = NAMED.exec(inner.trim())?.[1];
  if (argument === undefined)
    throw new ConfigProblem(`Model ${model}: ${name}(${inner}) wants one quoted lower-case name.`);
  return { kind: name, name: argument };
}

/** The arguments in `text`, split at commas that stand outside parentheses and quotes; trimmed. */
export function splitArguments(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let isQuoted = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === "'") isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === "(") depth++;
    else if (character === ")") depth--;
    else if (character === "," && depth === 0) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  parts.push(text.slice(start).trim());
  return parts.length === 1 && parts[0] === "" ? [] : parts;
}
