import { z } from "zod";
import { stateIn } from "../../reading/read-pages.ts";
import { affordableItems, MOST_REQUESTS, WORST_ITEM_MICRO_USD } from "./prices.ts";

/** One thing still to be asked. `token` goes on where an earlier answer ended. */
const task = z.object({
  kind: z.enum(["posts", "mentions", "reposts", "quotes"]),
  /** The post that was acted on; null for `posts` and `mentions`, which are about the account. */
  post_id: z.string().nullable(),
  token: z.string().nullable(),
});

/** Where a reading stands; what its cursor says. */
const place = z.object({
  version: z.literal(1),
  /** When the reading began: the time of all its counts, so that a resumed reading gives the same rows. */
  seen_at: z.string(),
  account_id: z.string(),
  handle: z.string().nullable(),
  /** Millionths of a dollar spent. */
  spent: z.int().nonnegative(),
  asked_count: z.int().nonnegative(),
  posts_count: z.int().nonnegative(),
  mentions_count: z.int().nonnegative(),
  tasks: z.array(task),
});

export type Task = z.infer<typeof task>;
/** A task that may be asked, for how many items, and the tasks after it. */
export interface NextTask {
  readonly task: Task;
  readonly itemCount: number;
  readonly later: readonly Task[];
}
export type Place = z.infer<typeof place>;

/** Fewest and most items that X hands out at once. */
const PAGE_SIZES = { posts: [5, 100], mentions: [5, 100], reposts: [1, 100], quotes: [10, 100] } as const;

/** The place that `cursor` says.
 *  @throws ConfigProblem for a cursor of another reading. */
export function readPlace(cursor: string): Place {
  return stateIn<Place>(cursor, "X", value => place.safeParse(value).success);
}

/** The first task of `at` that `budget` (millionths of a dollar) and the number of requests still allow; null when
 *  the reading is over. */
export function nextTask(
  at: Pick<Place, "tasks" | "spent" | "asked_count">,
  budget: number,
): NextTask | null {
  if (at.asked_count >= MOST_REQUESTS) return null;
  for (const [index, task] of at.tasks.entries()) {
    const [least, most] = PAGE_SIZES[task.kind];
    const itemCount = affordableItems(budget - at.spent, WORST_ITEM_MICRO_USD[task.kind], least, most);
    if (itemCount !== null) return { task, itemCount, later: at.tasks.slice(index + 1) };
  }
  return null;
}
