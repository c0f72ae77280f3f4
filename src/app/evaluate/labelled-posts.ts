import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { InputProblem } from "../../domain/errors.ts";
import { LABELS } from "../../topics/labels.ts";

/** A post that people labelled. */
export interface LabelledPost {
  readonly text: string;
  /** ISO 639-1; null where neither the row nor the file's name says it. */
  readonly lang: string | null;
  /** In the order of LABELS. */
  readonly labels: readonly boolean[];
}

/** One file of labelled posts. */
export interface LabelledFile {
  readonly path: string;
  readonly name: string;
  readonly lang: string | null;
  readonly posts: readonly LabelledPost[];
  /** Rows read, those left out included. */
  readonly readCount: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly bytes: Uint8Array;
}

/** Country codes that files of labelled posts are named with in the place of a language's. */
const LANGUAGE_OF: Readonly<Record<string, string>> = { gr: "el", jp: "ja", cn: "zh", kr: "ko", br: "pt" };

/** The files of labelled posts at `place` (a .jsonl file, a folder of them, or one that holds `topic-posts/`), by name.
 *  @throws InputProblem when there is none or one cannot be used. */
export function readLabelledPosts(place: string): readonly LabelledFile[] {
  if (!existsSync(place))
    throw new InputProblem(`--data ${place} does not exist. Name the folder that holds the .jsonl files.`);
  const paths = statSync(place).isFile() ? [place] : listed(place);
  return paths.map(readFile);
}

function listed(folder: string): readonly string[] {
  const of = (dir: string) =>
    existsSync(dir)
      ? readdirSync(dir)
          .filter(name => /\.(jsonl|ndjson)(\.gz)?$/.test(name))
          .sort()
          .map(name => join(dir, name))
      : [];
  const own = of(folder);
  return own.length > 0 ? own : of(join(folder, "topic-posts"));
}

function readFile(path: string): LabelledFile {
  const bytes = readFileSync(path);
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("utf8");
  const name = basename(path);
  const code = /^([a-z]{2})(?=[_.-])/i.exec(name)?.[1]?.toLowerCase() ?? null;
  const lang = code === null ? null : (LANGUAGE_OF[code] ?? code);
  const rejected: Record<string, number> = {};
  const posts: LabelledPost[] = [];
  const lines = text.split("\n").filter(line => line.trim() !== "");
  for (const line of lines) {
    const post = readRow(line, lang);
    if (typeof post === "string") rejected[post] = (rejected[post] ?? 0) + 1;
    else posts.push(post);
  }
  if (posts.length === 0)
    throw new InputProblem(
      `${path} holds no usable labelled post (${JSON.stringify(rejected)}). Each line is an object with text and either a ` +
        'column 0 or 1 for each label or a list "topics" (docs/evaluation.md).',
    );
  return { path, name, lang, posts, readCount: lines.length, rejected, bytes };
}

function readRow(line: string, fileLang: string | null): LabelledPost | string {
  let row: Record<string, unknown>;
  try {
    row = JSON.parse(line);
  } catch {
    return "malformed_line";
  }
  if (typeof row !== "object" || row === null || typeof row.text !== "string") return "no_text";
  const labels = labelsOf(row);
  if (labels === null) return "no_labels";
  const lang = typeof row.lang === "string" && /^[a-z]{2}/i.test(row.lang) ? row.lang.slice(0, 2) : fileLang;
  return { text: row.text, lang, labels };
}

/** Labels from 0/1 columns, else from a list of names; null where the row has neither. */
function labelsOf(row: Record<string, unknown>): readonly boolean[] | null {
  if (LABELS.every(label => typeof row[label] === "number")) return LABELS.map(label => row[label] === 1);
  const list = row.topics ?? row.label_name;
  if (!Array.isArray(list)) return null;
  const given = new Set(list.map(name => keyOf(String(name))));
  return LABELS.map(label => given.has(keyOf(label)));
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z]+/g, "");
}
