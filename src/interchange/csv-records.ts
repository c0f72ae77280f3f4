/** A physical line of a text file. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** A record of a CSV file: its fields, or null when it is malformed; `text` is the record as written. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[] | null;
  readonly text: string;
}

/** Longest record in characters: beyond it a quote is taken to be unterminated. */
const MAX_RECORD_LENGTH = 1_000_000;

/** Records of a CSV file with `fieldCount` columns, as RFC 4180 reads them; blank lines are skipped.
 *  When a quote is never closed, or closed badly, only the line in which it stands is malformed and reading goes on
 *  at the next. A gap in the line numbers ends a record. */
export class CsvRecords {
  private open: NumberedLine[] = [];
  private openLength = 0;
  private fields: string[] = [];
  private quoted = "";

  /** `fieldCount` null takes records of any width. */
  constructor(private readonly fieldCount: number | null) {}

  /** The records that `line` completes. */
  push(line: NumberedLine): readonly CsvRecord[] {
    const records: CsvRecord[] = [];
    const stack = [line];
    const again = (lines: readonly NumberedLine[]) => {
      for (let i = lines.length - 1; i >= 0; i--) stack.push(lines[i]!);
    };
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const last = this.open.at(-1);
      if (last !== undefined && (last.number + 1 !== next.number || this.openLength > MAX_RECORD_LENGTH)) {
        again([next]);
        again(this.giveUp(records));
      } else again(this.take(next, records));
    }
    return records;
  }

  /** The records left when the file has ended. */
  finish(): readonly CsvRecord[] {
    const records: CsvRecord[] = [];
    while (this.open.length > 0) for (const line of this.giveUp(records)) records.push(...this.push(line));
    return records;
  }

  /** Reads one line; returns the lines that must be read again since a quote before them was bad. */
  private take(line: NumberedLine, records: CsvRecord[]): readonly NumberedLine[] {
    const isContinued = this.open.length > 0;
    if (!isContinued && line.text === "") return [];
    this.open.push(line);
    this.openLength += line.text.length + 1;
    const outcome = this.scan(line.text, isContinued);
    if (outcome === "open") return [];
    if (outcome === "broken") return this.giveUp(records);
    const text = this.open.map(part => part.text).join("\n");
    const isWide = this.fieldCount === null || this.fields.length === this.fieldCount;
    records.push({ line: this.open[0]!.number, fields: isWide ? this.fields : null, text });
    this.reset();
    return [];
  }

  /** Reports the first open line as malformed and returns the others to be read again. */
  private giveUp(records: CsvRecord[]): readonly NumberedLine[] {
    const [first, ...rest] = this.open;
    if (first !== undefined) records.push({ line: first.number, fields: null, text: first.text });
    this.reset();
    return rest;
  }

  private reset(): void {
    this.open = [];
    this.openLength = 0;
    this.fields = [];
    this.quoted = "";
  }

  private scan(text: string, isContinued: boolean): "complete" | "open" | "broken" {
    let at = 0;
    if (isContinued) this.quoted += "\n";
    let isQuoted = isContinued;
    for (;;) {
      if (!isQuoted && text[at] === '"') {
        isQuoted = true;
        at++;
      }
      if (isQuoted) {
        const end = this.scanQuoted(text, at);
        if (end === null) return "open";
        if (end < text.length && text[end] !== ",") return "broken";
        this.fields.push(this.quoted);
        this.quoted = "";
        at = end;
      } else {
        const comma = text.indexOf(",", at);
        const end = comma < 0 ? text.length : comma;
        this.fields.push(text.slice(at, end));
        at = end;
      }
      if (at >= text.length) return "complete";
      at++;
      isQuoted = false;
    }
  }

  /** Reads quoted text from `at`; returns the place behind the closing quote, or null when the line ends first. */
  private scanQuoted(text: string, at: number): number | null {
    for (let from = at; ; ) {
      const quote = text.indexOf('"', from);
      if (quote < 0) {
        this.quoted += text.slice(from);
        return null;
      }
      this.quoted += text.slice(from, quote);
      if (text[quote + 1] !== '"') return quote + 1;
      this.quoted += '"';
      from = quote + 2;
    }
  }
}

/** Column names in the header line of a CSV file, trimmed; null when its quotes are not balanced. */
export function csvHeader(line: string): readonly string[] | null {
  const [record] = new CsvRecords(null).push({ number: 1, text: line });
  return record?.fields?.map(name => name.trim()) ?? null;
}
