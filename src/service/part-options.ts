/** What the composition of the service knows beside what every part needs. */
export interface PartOptions {
  /** Whether X-Forwarded-* headers are a proxy's own. */
  readonly trustsProxy: boolean;
}
