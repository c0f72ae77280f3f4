import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** One answered request. */
export interface AnsweredRequest {
  readonly method: string;
  /** Pattern of the route. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** Numbers about the service for Prometheus. */
export interface ServiceMetrics {
  readonly contentType: string;
  count(request: AnsweredRequest): void;
  text(): Promise<string>;
  /** The numbers of this process alone, to be added to another's. */
  numbers(): Promise<MetricNumbers>;
}

/** The numbers of one process as they go between processes. */
export type MetricNumbers = Awaited<ReturnType<Registry["getMetricsAsJSON"]>>;

const BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const MOST_KNOWN = 512;
const KNOWN_METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Metrics of this process and its requests, with the numbers that `others` gives of processes that serve beside it.
 *  `publishedAt` gives when the served snapshot was published (UTC ISO), or null while none is served. */
export function serviceMetrics(
  publishedAt: () => string | null,
  others: () => Promise<readonly MetricNumbers[]> = async () => [],
): ServiceMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "renown_requests_total",
    help: "Answered requests.",
    labelNames: ["method", "route", "status"],
    registers: [registry],
  });
  const durations = new Histogram({
    name: "renown_request_seconds",
    help: "Time from a request to its answer.",
    labelNames: ["route"],
    buckets: BUCKETS_S,
    registers: [registry],
  });
  // Looking a series up by its labels costs more than counting in it.
  const known = new Map<string, { request: Counter.Internal; duration: Histogram.Internal<"route"> }>();
  new Gauge({
    name: "renown_snapshot_published_timestamp_seconds",
    help: "When the served snapshot was published; 0 while none is served.",
    registers: [registry],
    aggregator: "max",
    collect() {
      const time = publishedAt();
      this.set(time === null ? 0 : Date.parse(time) / 1000);
    },
  });
  return {
    contentType: registry.contentType,
    count({ method, route, status, seconds }) {
      const key = `${method} ${status} ${route}`;
      let series = known.get(key);
      if (series === undefined) {
        const labels = { method: KNOWN_METHODS.has(method) ? method : "other", route, status };
        series = { request: requests.labels(labels), duration: durations.labels({ route }) };
        if (known.size < MOST_KNOWN) known.set(key, series);
      }
      series.request.inc();
      series.duration.observe(seconds);
    },
    text: async () => {
      const numbers = await others();
      if (numbers.length === 0) return registry.metrics();
      return AggregatorRegistry.aggregate([await registry.getMetricsAsJSON(), ...numbers]).metrics();
    },
    numbers: () => registry.getMetricsAsJSON(),
  };
}
