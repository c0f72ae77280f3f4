/** Rows that agree in every list, held together: most accounts of a network were never acted on and look alike. */
export interface DistinctRows {
  /** The first row of each class. */
  readonly firsts: Uint32Array;
  /** The class of each row. */
  readonly classOf: Uint32Array;
  /** `weights` of the rows (one each when absent) added up by class, in an array that the next call writes over. */
  readonly classWeights: (weights?: Float64Array) => Float64Array;
}

/** The classes of rows with equal values in all of `lists`, numbered by first appearance. */
export function distinctRows(lists: readonly Float64Array[]): DistinctRows {
  const rowCount = lists[0]?.length ?? 0;
  const classes = new Map<string, number>();
  const firsts: number[] = [];
  const classOf = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const key = lists.map(list => list[row]).join();
    let known = classes.get(key);
    if (known === undefined) {
      known = firsts.length;
      classes.set(key, known);
      firsts.push(row);
    }
    classOf[row] = known;
  }
  const sums = new Float64Array(firsts.length);
  return {
    firsts: Uint32Array.from(firsts),
    classOf,
    classWeights: weights => {
      sums.fill(0);
      for (let row = 0; row < rowCount; row++) sums[classOf[row]!]! += weights?.[row] ?? 1;
      return sums;
    },
  };
}
