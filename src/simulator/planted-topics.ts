import { seededRandom } from "../lib/metrics/seeded-random.ts";

/** A topic to plant and sentences that are surely about it. */
export interface PlantedTopic {
  readonly id: string;
  readonly sentences: readonly string[];
}

export interface PlantedOptions {
  readonly seed: number;
  readonly topics: readonly PlantedTopic[];
  /** Ordinary people, each with a favourite topic. */
  readonly peopleCount: number;
  /** Experts of each topic, in three grades. */
  readonly expertsPerTopic: number;
  /** People who talk about their own topic and once made a joke about another one that everybody saw. */
  readonly jokesCount: number;
  /** People whom everybody follows and who talk about anything. */
  readonly celebritiesCount: number;
  /** End of the 90 days, exclusive, UTC ISO. */
  readonly endAt: string;
}

/** Who was planted. */
export interface PlantedAccount {
  readonly accountId: string;
  readonly role: "person" | "expert" | "joker" | "celebrity";
  /** Favourite of a person, field of an expert, topic of a joke, by its place in the options; null of a celebrity. */
  readonly topic: number | null;
  /** 1..3 of an expert: how much its people listen; 0 of everybody else. */
  readonly grade: number;
}

export interface PlantedPost {
  readonly postId: string;
  readonly authorId: string;
  readonly postedAt: string;
  readonly text: string;
}

export interface PlantedAct {
  readonly kind: "like" | "repost" | "reply";
  readonly actorId: string;
  readonly targetId: string;
  readonly postId: string;
  readonly actedAt: string;
}

/** An invented population with known experts, its posts and acts, the same for the same options. */
export interface PlantedPopulation {
  readonly accounts: readonly PlantedAccount[];
  readonly posts: readonly PlantedPost[];
  readonly acts: readonly PlantedAct[];
}

const DAY_MS = 86_400_000;
const DAYS = 90;
/** Share of what people say and act on that is about their favourite. */
const FAVOURITE_SHARE = 0.7;
/** Posts of a role over the window, and of them the share about its own topic. */
const EXPERT_POSTS = 14;
const EXPERT_SHARE = 0.8;
const CELEBRITY_POSTS = 30;
const MOST_PERSON_POSTS = 8;
/** People of the topic that a post of an expert reaches, by grade. */
const REACHED_BY_GRADE = [0, 5, 12, 26] as const;
const CELEBRITY_REACH = [60, 160] as const;
const JOKE_REACH = [200, 600] as const;
const MOST_PERSON_REACH = 3;
/** Of those who act on an expert's post, the share that are experts of the topic themselves. */
const PEER_SHARE = 0.15;

/** The population that `options` ask for: grades of experts are in the ratio 1 : 2 : 4 of who listens to them, they have
 *  small audiences, and nobody else moves people about one topic in particular. */
export function plantTopics(options: PlantedOptions): PlantedPopulation {
  return new Planting(options).grow();
}

class Planting {
  private readonly random: () => number;
  private readonly accounts: PlantedAccount[] = [];
  private readonly posts: PlantedPost[] = [];
  private readonly acts: PlantedAct[] = [];
  private readonly fansOf: string[][];
  private readonly expertsOf: string[][];
  private readonly people: string[] = [];

  constructor(private readonly options: PlantedOptions) {
    this.random = seededRandom(options.seed);
    this.fansOf = options.topics.map(() => []);
    this.expertsOf = options.topics.map(() => []);
  }

  grow(): PlantedPopulation {
    this.populate();
    for (const account of this.accounts) {
      if (account.role === "expert") this.speakAsExpert(account);
      else if (account.role === "celebrity")
        this.speak(account, CELEBRITY_POSTS, () => this.anyTopic(), CELEBRITY_REACH);
      else this.speakAsPerson(account);
    }
    return { accounts: this.accounts, posts: this.posts, acts: this.acts };
  }

  private populate(): void {
    const { topics, peopleCount, expertsPerTopic, jokesCount, celebritiesCount } = this.options;
    for (let i = 0; i < peopleCount; i++) {
      const topic = i % topics.length;
      const accountId = `person-${i}`;
      this.accounts.push({ accountId, role: "person", topic, grade: 0 });
      this.fansOf[topic]!.push(accountId);
      this.people.push(accountId);
    }
    for (const [topic] of topics.entries())
      for (let i = 0; i < expertsPerTopic; i++) {
        const accountId = `expert-${topic}-${i}`;
        this.accounts.push({ accountId, role: "expert", topic, grade: 1 + (i % 3) });
        this.expertsOf[topic]!.push(accountId);
      }
    for (let i = 0; i < jokesCount; i++)
      this.accounts.push({ accountId: `joker-${i}`, role: "joker", topic: i % topics.length, grade: 0 });
    for (let i = 0; i < celebritiesCount; i++)
      this.accounts.push({ accountId: `celebrity-${i}`, role: "celebrity", topic: null, grade: 0 });
  }

  private speakAsExpert(account: PlantedAccount): void {
    const topic = account.topic!;
    const peers = this.expertsOf[topic]!.filter(id => id !== account.accountId);
    for (let i = 0; i < EXPERT_POSTS; i++) {
      const isOwn = this.random() < EXPERT_SHARE;
      const post = this.post(account.accountId, isOwn ? topic : this.anyTopic());
      if (!isOwn) {
        this.react(post, this.whole(0, MOST_PERSON_REACH), this.people);
        continue;
      }
      const reached = Math.round(REACHED_BY_GRADE[account.grade]! * (0.5 + this.random()));
      const peersCount = Math.round(reached * PEER_SHARE);
      this.react(post, peersCount, peers);
      this.react(post, reached - peersCount, this.fansOf[topic]!);
    }
  }

  /** A joker talks about the topic after that of the joke, and now and then about the joke's topic, like anybody. */
  private speakAsPerson(account: PlantedAccount): void {
    const { topics } = this.options;
    const own = account.role === "joker" ? (account.topic! + 1) % topics.length : account.topic!;
    const choose = () => (this.random() < FAVOURITE_SHARE ? own : this.anyTopic());
    this.speak(account, this.whole(0, MOST_PERSON_POSTS), choose, [0, MOST_PERSON_REACH]);
    if (account.role !== "joker") return;
    const joke = this.post(account.accountId, account.topic!);
    this.react(joke, this.whole(...JOKE_REACH), this.people);
  }

  private speak(
    { accountId }: PlantedAccount,
    count: number,
    choose: () => number,
    [least, most]: readonly [number, number],
  ): void {
    for (let i = 0; i < count; i++)
      this.react(this.post(accountId, choose()), this.whole(least, most), this.people);
  }

  private post(authorId: string, topic: number): PlantedPost {
    const { topics, endAt } = this.options;
    const { sentences } = topics[topic]!;
    const post = {
      postId: `${authorId}-${this.posts.length}`,
      authorId,
      postedAt: new Date(Date.parse(endAt) - Math.ceil(this.random() * (DAYS - 1) * DAY_MS)).toISOString(),
      text: sentences[this.whole(0, sentences.length - 1)]!,
    };
    this.posts.push(post);
    return post;
  }

  private react(post: PlantedPost, count: number, crowd: readonly string[]): void {
    const { endAt } = this.options;
    const seen = new Set<string>([post.authorId]);
    for (let i = 0; i < count; i++) {
      const actorId = crowd[Math.floor(this.random() * crowd.length)]!;
      const delayMs = this.random() ** 3 * 4 * DAY_MS;
      const kind = this.random();
      if (seen.has(actorId)) continue;
      seen.add(actorId);
      this.acts.push({
        kind: kind < 0.75 ? "like" : kind < 0.9 ? "reply" : "repost",
        actorId,
        targetId: post.authorId,
        postId: post.postId,
        actedAt: new Date(Math.min(Date.parse(endAt) - 1, Date.parse(post.postedAt) + delayMs)).toISOString(),
      });
    }
  }

  private anyTopic(): number {
    return this.whole(0, this.options.topics.length - 1);
  }

  private whole(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }
}
