/** A picture, and the same as rows for whoever cannot or would rather not read pictures. */
export interface Chart {
  /** A whole `<svg>` element. */
  readonly svg: string;
  readonly table: ChartTable;
}

export interface ChartTable {
  /** What the rows say, in a few words. */
  readonly caption: string;
  readonly columns: readonly ChartColumn[];
  /** Plain text, not yet escaped; as many cells as columns. */
  readonly rows: readonly (readonly string[])[];
}

export interface ChartColumn {
  readonly label: string;
  /** Numbers are set to the right. */
  readonly isNumber: boolean;
}

/** A column of words. */
export function words(label: string): ChartColumn {
  return { label, isNumber: false };
}

/** A column of numbers. */
export function numbers(label: string): ChartColumn {
  return { label, isNumber: true };
}
