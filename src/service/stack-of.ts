/** Where an error arose, without its message: that may hold what was asked for. */
export function stackOf(error: Error): string | undefined {
  return error.stack
    ?.split("\n")
    .filter(line => line.startsWith("    at "))
    .slice(0, 8)
    .map(line => line.trim())
    .join(" < ");
}
