import type { NetworkName } from "./network.ts";

/** Who is asked for: an account by its handle (an attribute that may change hands) or by its permanent id. */
export interface HandleQuery {
  readonly network: NetworkName;
  readonly kind: "handle" | "id";
  /** Without a leading @; compared without regard to case when it is a handle. */
  readonly value: string;
}
