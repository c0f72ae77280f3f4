import type { EngagerReading } from "../pipeline/on-demand/engagers.ts";

export function engagerNotes(_reading: EngagerReading): string[] {
  return [];
}
