/** An event of an invented Bluesky. */
export interface InventedEvent {
  readonly seq: number;
  readonly time: string;
  readonly did: string;
  readonly type: "commit" | "identity" | "account";
  readonly [field: string]: unknown;
}
export interface World {
  readonly seed?: number;
  readonly millisecondsApart?: number;
}
export function eventAt(n: number, world?: World): InventedEvent;
export function firehoseFrame(event: InventedEvent): Buffer;
export function frame(type: string, body: object, op?: 1 | -1): Buffer;
export function jetstreamFrame1(event: InventedEvent): string;
export function jetstreamFrame2(event: InventedEvent): string;
