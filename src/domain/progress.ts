/** One report of long work, shown as a live line on a terminal and as plain lines elsewhere. */
export interface ProgressEvent {
  /** What is being done, for a person: "import interactions", "model int_edges". */
  readonly step: string;
  /** Work done so far, in `unit`. */
  readonly done: number;
  /** Work in all, or null when unknown. */
  readonly total: number | null;
  /** What is counted: "rows", "models", "passes". */
  readonly unit: string;
  /** What else there is to tell: "3 rejected". */
  readonly note?: string;
  /** True on the last report of the step. */
  readonly isLast: boolean;
}

export type Progress = (event: ProgressEvent) => void;

export const noProgress: Progress = () => {};
