import type { SimulatedNetwork } from "./world.ts";

/** What a role must come to: a range of scores, or the reason why there is none. */
export type CastExpectation =
  | { readonly low: number; readonly high: number }
  | { readonly status: "protected" | "opted_out" | "not_enough_data" };

/** Who acts on a role, as popularity ranks of the background population of its network (0 is the best known), or
 *  that many bots. */
export type Engagers =
  | {
      readonly firstRank: number;
      readonly count: number;
      /** They act in turn, each as often as the others; otherwise, once everybody has acted, some act more. */
      readonly isEven?: boolean;
    }
  | { readonly botCount: number };

/** One fictional account of the demo and the numbers that make it what it is. Counts are for the whole window. */
export interface CastMember {
  readonly role: string;
  readonly network: SimulatedNetwork;
  readonly accountId: string;
  readonly handle: string;
  readonly displayName: string;
  readonly note: string;
  readonly expected: CastExpectation;
  readonly kind: "person" | "organisation";
  readonly bio: string;
  readonly isProtected?: boolean;
  readonly isIndexable?: boolean;
  readonly isVerified?: boolean;
  readonly followers: number;
  readonly following: number;
  /** Posts since the account began, as the profile shows. */
  readonly postsCount: number;
  readonly listed: number | null;
  /** Names of lists on which it stands, each kept by another account of the background. */
  readonly onLists?: readonly string[];
  /** A tag of TOPICS. */
  readonly topic: string;
  /** A topic that only the first original is about, which draws most: a joke aside. */
  readonly joke?: string;
  readonly originals: number;
  /** How long before the window the originals were written; 0 puts them into the window. */
  readonly dormantDays?: number;
  readonly likes: number;
  readonly reposts: number;
  readonly replies: number;
  readonly quotes: number;
  readonly mentions: number;
  readonly engagers: Engagers;
  /** Of the replies received, the percentage that gets an answer, that goes to a third turn and to a fourth. */
  readonly answeredPercent?: readonly [number, number, number];
  /** The longest time an answer takes. */
  readonly answerMinutes?: number;
  /** Shown counts are this many times the simulated events: an audience too large to simulate. */
  readonly countsFactor?: number;
  /** The identity that the account is proven to belong to, named after its first account. */
  readonly identityId?: string;
}

const AMARA = "x:1200000000000000009";

/** The fictional cast of the demo, the documentation and the screenshots. */
export const CAST: readonly CastMember[] = [
  {
    role: "job_seeker",
    network: "x",
    accountId: "1200000000000000001",
    handle: "maya_rivers",
    displayName: "Maya Rivers",
    note: "Looks for a first job, has a small audience and answers everybody within the hour.",
    expected: { low: 13, high: 19.99 },
    kind: "person",
    bio: "Junior designer looking for a first job. Ask me anything.",
    followers: 30,
    following: 210,
    postsCount: 640,
    listed: 0,
    topic: "careers",
    originals: 22,
    likes: 1,
    reposts: 0,
    replies: 7,
    quotes: 0,
    mentions: 0,
    engagers: { firstRank: 2600, count: 4, isEven: true },
    answeredPercent: [100, 80, 80],
    answerMinutes: 20,
  },
  {
    role: "strategist",
    network: "x",
    accountId: "1200000000000000002",
    handle: "tomas_lindqvist",
    displayName: "Tomas Lindqvist",
    note: "A working strategist with a steady professional audience.",
    expected: { low: 50, high: 54 },
    kind: "person",
    bio: "Strategy for small brands. I write about design and careers.",
    followers: 540,
    following: 900,
    postsCount: 8200,
    listed: 5,
    topic: "design",
    originals: 60,
    likes: 60,
    reposts: 8,
    replies: 18,
    quotes: 1,
    mentions: 2,
    engagers: { firstRank: 700, count: 15 },
    answeredPercent: [50, 30, 10],
    answerMinutes: 600,
  },
  {
    role: "teen_singer",
    network: "x",
    accountId: "1200000000000000003",
    handle: "luma",
    displayName: "Luma",
    note: "A singer of sixteen with ninety million followers.",
    expected: { low: 85, high: 100 },
    kind: "person",
    bio: "singing ☀ new album out now",
    isVerified: true,
    followers: 90_000_000,
    following: 120,
    postsCount: 2140,
    listed: 240_000,
    topic: "music",
    joke: "television",
    originals: 14,
    likes: 9000,
    reposts: 3600,
    replies: 1500,
    quotes: 500,
    mentions: 1500,
    engagers: { firstRank: 0, count: 3000 },
    answeredPercent: [0, 0, 0],
    countsFactor: 2500,
  },
  {
    role: "television_expert",
    network: "x",
    accountId: "1200000000000000004",
    handle: "ines_okafor",
    displayName: "Ines Okafor",
    note: "Knows television; few people listen, but those are people that many listen to.",
    expected: { low: 45, high: 65 },
    kind: "person",
    bio: "Television critic. Scripts, endings, opening titles.",
    followers: 640,
    following: 300,
    postsCount: 3100,
    listed: 18,
    onLists: ["Television critics", "TV series, seriously", "Good company"],
    topic: "television",
    originals: 26,
    likes: 90,
    reposts: 30,
    replies: 36,
    quotes: 10,
    mentions: 14,
    engagers: { firstRank: 0, count: 30 },
    answeredPercent: [70, 30, 10],
    answerMinutes: 400,
  },
  {
    role: "dormant_fed_by_bots",
    network: "x",
    accountId: "1200000000000000005",
    handle: "quiet_harbor",
    displayName: "Quiet Harbor",
    note: "Has not posted for half a year; sixty bots that act on everybody still press like, which gives no score.",
    expected: { status: "not_enough_data" },
    kind: "person",
    bio: "Back soon.",
    followers: 12_000,
    following: 11_400,
    postsCount: 410,
    listed: 1,
    topic: "travel",
    originals: 30,
    dormantDays: 200,
    likes: 360,
    reposts: 60,
    replies: 0,
    quotes: 0,
    mentions: 0,
    engagers: { botCount: 60 },
  },
  {
    role: "brand",
    network: "x",
    accountId: "1200000000000000006",
    handle: "northwind_coffee",
    displayName: "Northwind Coffee",
    note: "A coffee roaster: an organisation, not a person.",
    expected: { low: 45, high: 75 },
    kind: "organisation",
    bio: "Small roaster, slow coffee. Orders and questions welcome.",
    isVerified: true,
    followers: 8600,
    following: 150,
    postsCount: 5200,
    listed: 70,
    topic: "cooking",
    originals: 80,
    likes: 700,
    reposts: 70,
    replies: 130,
    quotes: 12,
    mentions: 90,
    engagers: { firstRank: 300, count: 400 },
    answeredPercent: [60, 10, 0],
    answerMinutes: 240,
  },
  {
    role: "protected",
    network: "x",
    accountId: "1200000000000000007",
    handle: "private_pia",
    displayName: "Private Pia",
    note: "Her posts are not public: nothing about her may be read or counted.",
    expected: { status: "protected" },
    kind: "person",
    bio: "Friends only.",
    isProtected: true,
    isIndexable: false,
    followers: 140,
    following: 150,
    postsCount: 900,
    listed: 0,
    topic: "gardening",
    originals: 10,
    likes: 40,
    reposts: 4,
    replies: 10,
    quotes: 0,
    mentions: 3,
    engagers: { firstRank: 800, count: 20 },
  },
  {
    role: "opted_out",
    network: "x",
    accountId: "1200000000000000008",
    handle: "optout_otto",
    displayName: "Otto",
    note: "Public, but asked not to be listed.",
    expected: { status: "opted_out" },
    kind: "person",
    bio: "Cycling. Please do not index me.",
    isIndexable: false,
    followers: 420,
    following: 330,
    postsCount: 1500,
    listed: 2,
    topic: "cycling",
    originals: 30,
    likes: 120,
    reposts: 14,
    replies: 24,
    quotes: 2,
    mentions: 6,
    engagers: { firstRank: 600, count: 40 },
    answeredPercent: [40, 20, 0],
    answerMinutes: 700,
  },
  {
    role: "two_networks",
    network: "x",
    accountId: "1200000000000000009",
    handle: "amara_codes",
    displayName: "Amara",
    note: "One person on two networks; this is the first account.",
    expected: { low: 35, high: 65 },
    kind: "person",
    bio: "Types, queries, quiet software. Also on another network.",
    followers: 1300,
    following: 400,
    postsCount: 4100,
    listed: 14,
    topic: "programming",
    originals: 50,
    likes: 200,
    reposts: 30,
    replies: 40,
    quotes: 5,
    mentions: 8,
    engagers: { firstRank: 400, count: 60 },
    answeredPercent: [50, 30, 10],
    answerMinutes: 300,
    identityId: AMARA,
  },
  {
    role: "two_networks",
    network: "bluesky",
    accountId: "did:plc:amaracodes22222222222222",
    handle: "amara.example.social",
    displayName: "Amara",
    note: "The second account of the person on two networks, proven by her domain.",
    expected: { low: 35, high: 65 },
    kind: "person",
    bio: "Types, queries, quiet software.",
    isIndexable: true,
    followers: 900,
    following: 260,
    postsCount: 1700,
    listed: null,
    topic: "programming",
    originals: 40,
    likes: 160,
    reposts: 24,
    replies: 36,
    quotes: 4,
    mentions: 6,
    engagers: { firstRank: 60, count: 50 },
    answeredPercent: [50, 30, 10],
    answerMinutes: 300,
    identityId: AMARA,
  },
  {
    role: "too_little_evidence",
    network: "x",
    accountId: "1200000000000000010",
    handle: "new_nils",
    displayName: "Nils",
    note: "New here: two people liked his first post, which is not enough to say anything.",
    expected: { status: "not_enough_data" },
    kind: "person",
    bio: "New here.",
    followers: 6,
    following: 25,
    postsCount: 1,
    listed: 0,
    topic: "books",
    originals: 1,
    likes: 2,
    reposts: 0,
    replies: 0,
    quotes: 0,
    mentions: 0,
    engagers: { firstRank: 1500, count: 2 },
  },
];
