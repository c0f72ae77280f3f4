// AssemblyScript. Pointers are byte offsets into the memory that ../graph-memory.ts lays out; every array there is
// aligned to its element. The same sweep is compiled twice: what is passed on is kept in single precision until the
// standings hardly move, since half the bytes hit the cache twice as often, and in double precision to the end.

function passOn<T>(nodeCount: usize, standing: usize, passedPerWeight: usize, passed: usize): void {
  for (let node: usize = 0; node < nodeCount; node++) {
    const share =
      load<f64>(standing + node * sizeof<f64>()) * load<f64>(passedPerWeight + node * sizeof<f64>());
    store<T>(passed + node * sizeof<T>(), <T>share);
  }
}

function sweep<T>(
  nodeCount: usize,
  offsets: usize,
  sources: usize,
  weights: usize,
  restart: usize,
  standing: usize,
  passedPerWeight: usize,
  passed: usize,
  floor: f64,
): f64 {
  let largest: f64 = 0;
  let edge: usize = 0;
  for (let node: usize = 0; node < nodeCount; node++) {
    const end = <usize>load<u32>(offsets + (node + 1) * sizeof<u32>());
    let gathered: f64 = 0;
    for (; edge < end; edge++) {
      const source = <usize>load<u32>(sources + edge * sizeof<u32>());
      gathered += <f64>load<T>(passed + source * sizeof<T>()) * load<f64>(weights + edge * sizeof<f64>());
    }
    const at = standing + node * sizeof<f64>();
    const value = load<f64>(restart + node * sizeof<f64>()) + gathered;
    const change = Math.abs(value - load<f64>(at)) / max(value, floor);
    if (change > largest) largest = change;
    store<f64>(at, value);
    const share = value * load<f64>(passedPerWeight + node * sizeof<f64>());
    store<T>(passed + node * sizeof<T>(), <T>share);
  }
  return largest;
}

/** Writes what each node passes on per unit of weight, standing times `passedPerWeight`, as 32-bit floats. */
export function passOnSingle(nodeCount: u32, standing: usize, passedPerWeight: usize, passed: usize): void {
  passOn<f32>(nodeCount, standing, passedPerWeight, passed);
}

/** The same as 64-bit floats. */
export function passOnDouble(nodeCount: u32, standing: usize, passedPerWeight: usize, passed: usize): void {
  passOn<f64>(nodeCount, standing, passedPerWeight, passed);
}

/** One sweep in node order, in place (Gauss-Seidel): each node gathers what is passed on to it by now and passes on at
 *  once. Returns the largest relative change of a standing; differences under `floor` count as shares of it. */
export function sweepSingle(
  nodeCount: u32,
  offsets: usize,
  sources: usize,
  weights: usize,
  restart: usize,
  standing: usize,
  passedPerWeight: usize,
  passed: usize,
  floor: f64,
): f64 {
  return sweep<f32>(nodeCount, offsets, sources, weights, restart, standing, passedPerWeight, passed, floor);
}

/** The same over what was passed on as 64-bit floats. */
export function sweepDouble(
  nodeCount: u32,
  offsets: usize,
  sources: usize,
  weights: usize,
  restart: usize,
  standing: usize,
  passedPerWeight: usize,
  passed: usize,
  floor: f64,
): f64 {
  return sweep<f64>(nodeCount, offsets, sources, weights, restart, standing, passedPerWeight, passed, floor);
}
