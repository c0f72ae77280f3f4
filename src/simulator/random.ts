const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;
const KEY_MASK = (1n << 60n) - 1n;
const UINT64_MASK = (1n << 64n) - 1n;
/** 2^-53: the top 53 bits of a hash as a double in [0, 1). */
const TWO_TO_MINUS_53 = "1.1102230246251565e-16";

/** Named streams of randomness as SQL: pure functions of the seed, the stream's name and an integer index. */
export interface Draws {
  /** SQL of a 64-bit unsigned hash of `index` (SQL of an integer below 2^60). */
  hash(stream: string, index: string): string;
  /** SQL of a double in [0, 1). */
  uniform(stream: string, index: string): string;
  /** SQL of a double near the standard normal, within ±3.5 (sum of four uniforms). */
  normal(stream: string, index: string): string;
  /** SQL of 32 lower-case hex digits, distinct for each index of a stream. */
  hex(stream: string, index: string): string;
}

/** The draws of one network of one simulation.
 *  Each stream starts at its own point of the integers, far from the others, so streams do not overlap. */
export function drawsOf(seed: number, scope: string): Draws {
  const shifted = (stream: string, index: string) =>
    `(CAST(${index} AS BIGINT) + ${streamKey(`${seed}/${scope}/${stream}`)})`;
  const hash = (stream: string, index: string) => `hash${shifted(stream, index)}`;
  const uniform = (stream: string, index: string) =>
    `(CAST((${hash(stream, index)} >> 11) AS DOUBLE) * ${TWO_TO_MINUS_53})`;
  return {
    hash,
    uniform,
    normal: (stream, index) => {
      const sum = [1, 2, 3, 4].map(part => uniform(`${stream}${part}`, index)).join(" + ");
      // The sum of four uniforms has mean 2 and variance 1/3.
      return `((${sum} - 2) * 1.7320508)`;
    },
    hex: (stream, index) => `md5(CAST(${shifted(stream, index)} AS VARCHAR))`,
  };
}

/** The start of a stream: FNV-1a of its name, mixed, as an integer below 2^60. */
function streamKey(name: string): bigint {
  let hash = FNV_OFFSET;
  for (const byte of new TextEncoder().encode(name)) hash = ((hash ^ BigInt(byte)) * FNV_PRIME) & UINT64_MASK;
  hash = ((hash ^ (hash >> 30n)) * 0xbf58476d1ce4e5b9n) & UINT64_MASK;
  hash = ((hash ^ (hash >> 27n)) * 0x94d049bb133111ebn) & UINT64_MASK;
  return (hash ^ (hash >> 31n)) & KEY_MASK;
}
