import { accountId } from "../ids.ts";
import { expectedReceived, isBot, originalsCount } from "../population.ts";
import { numbered } from "../work-tables.ts";
import type { World } from "../world.ts";

const THIRTY_DAYS_MS = 30 * 86_400_000;
/** One account in fifty has bought its followers: twenty times what its readers would give. */
const PERCENT_BOUGHT = 2;
const BOUGHT_FACTOR = 20;

/** SELECT of the rows of `account_stats` for accounts `from` to `to`: one at the end of the window and one 30 days
 *  before. Followers go with popularity, log-normal around it. Lists are counted on X only. */
export function accountStatsSelect(world: World, from: number, to: number): string {
  const { draws, endMs, network } = world;
  const bought = `CASE WHEN ${draws.hash("bought", "account")} % 100 < ${PERCENT_BOUGHT} THEN ${BOUGHT_FACTOR} ELSE 1 END`;
  const drafted = `SELECT account, ${accountId(world, "account")} AS account_id,
      floor(((3 * ${expectedReceived(world, "account")} + 12) * exp(0.9 * ${draws.normal("followers", "account")})) * ${bought}) AS followers,
      floor(80 * exp(1.1 * ${draws.normal("following", "account")})
        * CASE WHEN ${isBot(world, "account")} THEN 20 ELSE 1 END) AS following,
      floor((${originalsCount(world, "account")} * 1.6 + 3) * (1 + 20 * ${draws.uniform("age", "account")})) AS posts,
      floor(greatest(0, ${expectedReceived(world, "account")} / 40 * exp(0.8 * ${draws.normal("listed", "account")}))) AS listed,
      0.15 * ${draws.uniform("growth", "account")} AS growth
    FROM ${numbered("account", from, to)}`;
  return `SELECT '${network}' AS network, account_id, epoch_ms(observed_ms) AS observed_at,
      CAST(floor(followers * (1 - is_earlier * growth)) AS BIGINT) AS followers_count,
      CAST(floor(following * (1 - is_earlier * growth / 2)) AS BIGINT) AS following_count,
      CAST(floor(posts * (1 - is_earlier * 0.1)) AS BIGINT) AS posts_count,
      ${network === "x" ? "CAST(listed AS BIGINT)" : "CAST(NULL AS BIGINT)"} AS listed_count
    FROM (${drafted})
    CROSS JOIN (VALUES (${endMs - THIRTY_DAYS_MS}, 1), (${endMs - 1}, 0)) AS seen(observed_ms, is_earlier)`;
}
