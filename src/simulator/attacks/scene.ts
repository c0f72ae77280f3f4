import type { InteractionKind, RowOf } from "../../domain/interchange/schema.ts";

/** An account of the honest population that an attack touches. */
export interface SceneAccount {
  readonly accountId: string;
  /** Its originals of the window; empty where posts are not known. */
  readonly posts: readonly { readonly postId: string; readonly postedMs: number }[];
}

/** What an attack is planned on: an honest population, one buyer in it, and a stream of draws. */
export interface Scene {
  readonly network: "x";
  /** Start of every id that the attack invents; no other attack of a run shares it. */
  readonly idStart: string;
  readonly endMs: number;
  /** Length of the window in days. */
  readonly days: number;
  readonly buyer: SceneAccount;
  /** Honest accounts of about the buyer's standing, for pods. */
  readonly peers: readonly SceneAccount[];
  /** The accounts that most people act on, the most first. */
  readonly celebrities: readonly SceneAccount[];
  /** Doubles in [0, 1). */
  readonly random: () => number;
}

/** Rows that an attack adds to an honest population. */
export interface AttackRows {
  readonly accounts: readonly RowOf<"accounts">[];
  readonly account_stats: readonly RowOf<"account_stats">[];
  readonly interactions: readonly RowOf<"interactions">[];
  readonly removals: readonly RowOf<"removals">[];
  /** Followers that the newest profile counts of an account show more than without the attack. */
  readonly followersGained: ReadonlyMap<string, number>;
  /** Honest accounts that take part, whose own gain is no loss of a bystander. */
  readonly takingPart: readonly string[];
}

/** One known attack on the score. */
export interface Attack {
  readonly name: string;
  /** What is done, for a reader. */
  readonly says: string;
  /** Most points that the buyer may gain from it, scored from events; null: published without a limit. */
  readonly limitPoints: number | null;
  readonly plan: (scene: Scene) => AttackRows;
}

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365;

/** Collects the rows of one attack; every draw comes from the scene, so the same scene gives the same rows. */
export class AttackDraft {
  readonly scene: Scene;
  private readonly accounts: RowOf<"accounts">[] = [];
  private readonly stats: RowOf<"account_stats">[] = [];
  private readonly interactions: RowOf<"interactions">[] = [];
  private readonly removals: RowOf<"removals">[] = [];
  private readonly followersGained = new Map<string, number>();

  constructor(scene: Scene) {
    this.scene = scene;
  }

  /** Ids of `count` invented accounts: `fresh` ones are days old and empty, `aged` ones years old with a profile. */
  addBots(count: number, age: "fresh" | "aged", role = "bot"): readonly string[] {
    return Array.from({ length: count }, (_, number) => this.addBot(`${role}-${number}`, age));
  }

  /** Adds a dated act of `actor` between `fromDaysAgo` and `toDaysAgo`, on one of the posts of `target` if it has any. */
  addAct(
    kind: InteractionKind,
    actor: string,
    target: SceneAccount,
    [fromDaysAgo, toDaysAgo]: readonly [number, number],
  ): string {
    const { network, idStart, endMs, random } = this.scene;
    const drawnMs = endMs - 1 - Math.floor(DAY_MS * (toDaysAgo + random() * (fromDaysAgo - toDaysAgo)));
    const isOnPost = kind !== "follow" && kind !== "mention" && target.posts.length > 0;
    const post = isOnPost ? target.posts[Math.floor(random() * target.posts.length)]! : null;
    const interaction_id = `${idStart}-act-${this.interactions.length}`;
    this.interactions.push({
      network,
      interaction_id,
      kind,
      actor_id: actor,
      target_id: target.accountId,
      post_id: post?.postId ?? null,
      acted_at: isoTime(Math.min(endMs - 1, Math.max(drawnMs, post?.postedMs ?? drawnMs))),
    });
    return interaction_id;
  }

  /** Undoes an act at the end of the window. */
  undo(interactionId: string): void {
    const { network, endMs } = this.scene;
    this.removals.push({
      network,
      subject: "interaction",
      subject_id: interactionId,
      removed_at: isoTime(endMs - 1),
      reason: "undone",
    });
  }

  /** Raises the follower count that the profile of `accountId` shows. */
  gainFollowers(accountId: string, count: number): void {
    this.followersGained.set(accountId, (this.followersGained.get(accountId) ?? 0) + count);
  }

  /** All rows so far; `takingPart` are the honest accounts of the attack beside its buyer. */
  rows(takingPart: readonly string[] = []): AttackRows {
    const { accounts, stats: account_stats, interactions, removals, followersGained } = this;
    return { accounts, account_stats, interactions, removals, followersGained, takingPart };
  }

  private addBot(role: string, age: "fresh" | "aged"): string {
    const { network, idStart, endMs, random } = this.scene;
    const account_id = `${idStart}-${role}`;
    const isFresh = age === "fresh";
    const ageDays = isFresh ? 1 + random() * 6 : YEAR_DAYS * (2 + random() * 5);
    const digits = String(Math.floor(random() * 1e8)).padStart(8, "0");
    this.accounts.push({
      network,
      account_id,
      handle: `${isFresh ? "new" : "kept"}${digits}`,
      display_name: isFresh ? null : `Kim ${digits.slice(0, 3)}`,
      kind: null,
      bio: isFresh || random() < 0.5 ? null : "Just here to look around.",
      url: null,
      created_at: isoTime(endMs - ageDays * DAY_MS),
      is_protected: false,
      is_indexable: null,
      is_verified: null,
      observed_at: isoTime(endMs - 1),
    });
    this.stats.push({
      network,
      account_id,
      observed_at: isoTime(endMs - 1),
      followers_count: Math.floor(random() * (isFresh ? 4 : 80)),
      following_count: 500 + Math.floor(random() * 4000),
      posts_count: Math.floor(random() * (isFresh ? 3 : 120)),
      listed_count: 0,
    });
    return account_id;
  }
}

function isoTime(ms: number): string {
  return new Date(Math.floor(ms)).toISOString();
}
