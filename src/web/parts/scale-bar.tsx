export interface ScaleBarProps {
  readonly score: number;
  readonly range: { readonly low: number; readonly high: number };
  /** Scores marked with a fine line, such as that of the reference account. */
  readonly marks?: readonly number[];
}

const LEAST_WIDTH = 0.8;

/** The scale from 0 to 100 with the range as a band and the score as a line in it; decoration beside the words. */
export function ScaleBar({ score, range, marks = [] }: ScaleBarProps) {
  const width = Math.max(LEAST_WIDTH, range.high - range.low);
  const left = Math.min(100 - width, Math.max(0, (range.low + range.high) / 2 - width / 2));
  return (
    <svg class="scale" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="scale-ground" x="0" y="3" width="100" height="4" rx="0.6" />
      {marks.map(mark => (
        <rect class="scale-mark" x={mark - 0.12} y="1" width="0.24" height="8" />
      ))}
      <rect class="scale-range" x={left.toFixed(2)} y="1" width={width.toFixed(2)} height="8" />
      <rect class="scale-score" x={(score - 0.25).toFixed(2)} y="0" width="0.5" height="10" />
    </svg>
  );
}
