import type { Context } from "hono";
import type { KloutProfile } from "../../app/klout/klout-profile.ts";
import type { ServedSnapshots, ServedView } from "../../app/serving/served-view.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";

/** A topic in Klout's words. */
export interface KloutTopic {
  /** Digits, the same in every run. */
  readonly id: string;
  readonly displayName: string;
  readonly name: string;
  readonly slug: string;
  readonly imageUrl: string;
  /** Level of the ontology: "sub" or "entity". */
  readonly topicType: string;
}

/** Whether a call may be made now. */
export interface CallAllowance {
  readonly isAllowed: boolean;
  /** Seconds until the next call will be. */
  readonly retryAfterSeconds: number;
}

/** What Klout's routes need; tests hand in their own. */
export interface KloutDeps {
  readonly snapshots: Pick<ServedSnapshots, "withView">;
  /** In open mode any `key`, or none, will do; else `isKnownKey` decides. */
  readonly isOpen: boolean;
  /** Whether `key` is an API key that holds now. */
  readonly isKnownKey: (key: string) => boolean | Promise<boolean>;
  /** Counts one call of `caller`: a known key, else an address; absent: calls are not limited. */
  readonly takeCall?: (caller: string) => CallAllowance;
  /** The address that asks, for the limit of calls without a key. */
  readonly addressOf?: (context: Context) => string;
  /** Starts to fetch an account that is not served; false when it cannot be fetched. Absent: nothing is fetched. */
  readonly enqueue?: (query: HandleQuery, view: ServedView) => boolean;
  /** The topics of an account, the strongest first; absent: none are known. */
  readonly topicsOf?: (view: ServedView, account: KloutProfile["account"]) => Promise<readonly KloutTopic[]>;
  /** The kloutId that a bearer token of a claimed profile speaks for, or null; absent: no token is known. */
  readonly kloutIdOfToken?: (view: ServedView, token: string) => Promise<string | null>;
}
