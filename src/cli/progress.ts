import type { Progress, ProgressEvent } from "../domain/progress.ts";
import { number } from "./style.ts";
import type { Terminal } from "./terminal.ts";

const REDRAW_MS = 100;
const PLAIN_LINE_MS = 5000;
const CLEAR_LINE = "\r\u001b[2K";

/** Shows long work on stderr: one live line on a terminal, a plain line every few seconds elsewhere. */
export class ProgressLine {
  private step = "";
  private startedAt = 0;
  private shownAt = Number.NEGATIVE_INFINITY;
  private hasLiveLine = false;

  constructor(
    private readonly terminal: Terminal,
    private readonly isQuiet: boolean,
  ) {}

  readonly report: Progress = event => {
    if (this.isQuiet) return;
    const now = this.terminal.now();
    const isNewStep = event.step !== this.step;
    if (isNewStep) {
      this.step = event.step;
      this.startedAt = now;
    }
    const { isInteractive } = this.terminal;
    if (!event.isLast && now - this.shownAt < (isInteractive ? REDRAW_MS : PLAIN_LINE_MS)) return;
    this.shownAt = now;
    const text = progressText(event, (now - this.startedAt) / 1000);
    if (!isInteractive) {
      this.terminal.err(`${text}\n`);
      return;
    }
    this.terminal.err(`${CLEAR_LINE}${text}${event.isLast ? "\n" : ""}`);
    this.hasLiveLine = !event.isLast;
  };

  /** Takes a half-drawn line away, before other output. */
  clear(): void {
    if (this.hasLiveLine) this.terminal.err(CLEAR_LINE);
    this.hasLiveLine = false;
  }
}

/** One line on `event` after `seconds` of its step: what, how much, rate, time left. */
export function progressText(event: ProgressEvent, seconds: number): string {
  const { step, done, total, unit, isLast, note } = event;
  const amount = total === null ? number(done) : `${number(done)} of ${number(total)}`;
  const parts = [`${step}: ${amount} ${unit}`];
  const rate = seconds > 0 ? done / seconds : 0;
  if (rate > 0 && seconds >= 0.5) parts.push(`${number(rate, rate < 10 ? 1 : 0)}/s`);
  if (note !== undefined) parts.push(note);
  if (isLast) parts.push(`done in ${duration(seconds)}`);
  else if (total !== null && rate > 0) parts.push(`${duration((total - done) / rate)} left`);
  return parts.join(", ");
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
