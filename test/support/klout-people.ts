import type { FakeAccount } from "./fake-served-view.ts";

const day = (date: string, score: number | null) => ({ as_of: `${date}T00:00:00.000Z`, score });

/** Five people: ada is on X and Bluesky, nils has not enough data, pia is protected. */
export const KLOUT_PEOPLE: readonly FakeAccount[] = [
  {
    network: "x",
    id: "1000001",
    handle: "ada_example",
    engaged: 120,
    identityId: "x:1000001",
    around: { moved_by: ["1000003", "1000002"], moves: ["1000002", "1000004", "1000005"] },
    hiddenCount: 2,
    features: { posts_count_90d: 90, active_days_90d: 60 },
    style: {
      reposts_made_count: 40,
      replies_made_count: 20,
      likes_given_count: 30,
      tag_uses_count: 30,
      tag_uses_squared_sum: 120,
    },
  },
  {
    network: "bluesky",
    id: "did:plc:ada",
    handle: "ada.example.org",
    engaged: 20,
    identityId: "x:1000001",
    around: { moves: ["did:plc:zoe"] },
  },
  {
    network: "x",
    id: "1000002",
    handle: "mary_example",
    engaged: 15,
    history: [day("2026-10-30", 30), day("2026-10-24", 28), day("2026-09-25", null)],
  },
  { network: "x", id: "1000003", handle: "charles_example", engaged: 3000 },
  { network: "x", id: "1000004", handle: "nils_example", engaged: null },
  { network: "x", id: "1000005", handle: "pia_example", engaged: 50, isProtected: true },
  {
    network: "mastodon",
    id: "https://social.example/users/ida",
    handle: "ida@social.example",
    engaged: 40,
  },
  { network: "bluesky", id: "did:plc:zoe", handle: "zoe.example.org", engaged: 60 },
  // A screen name that is all digits, and the account whose id those digits are.
  { network: "x", id: "77", handle: "1000002", engaged: 30 },
];
