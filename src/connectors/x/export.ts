import { InputProblem } from "../../domain/errors.ts";
import type { RowOf } from "../../domain/interchange/schema.ts";
import type { ExportInput } from "../../platform/export-input.ts";
import type { ConnectorRecord, ExportReader } from "../contract.ts";
import {
  accountRow,
  type Profile,
  readAccount,
  readProfile,
  readProtection,
  readVerified,
} from "./account.ts";
import { type ArchiveFiles, type FileKind, fileKindOf, findArchiveFiles } from "./archive-files.ts";
import { readFirstPiece, readPieces, recordsOf } from "./archive-reading.ts";
import { LongTexts } from "./long-texts.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import {
  type ArchiveContext,
  type Normalised,
  normaliseDeletedTweet,
  normaliseFollow,
  normaliseTweet,
  postedAtOf,
} from "./normalise.ts";
import { observationRows, SOURCE } from "./observations.ts";
import { readOldArchive } from "./old-export.ts";

/** Reads the archive that X gives its members: the layout of today (`data/*.js`) and the one to 2018
 *  (`tweets.csv`). */
export const xExportReader: ExportReader = {
  format: SOURCE,
  network: "x",
  expects:
    "a zip or folder with data/manifest.js, data/account.js or data/tweets.js, or an old one with tweets.csv",
  recognises: async input => findArchiveFiles(input) !== null,
  async *read(input) {
    const files = findArchiveFiles(input);
    if (files === null)
      throw new InputProblem(`${input.label} is not an X archive: it has no data/tweets.js.`);
    if (files.oldTweets.length > 0 && files.tweet.length === 0) yield* readOldArchive(input, files);
    else yield* new XArchive(input, files, await readManifest(input, files)).read();
  },
};

/** One reading of an archive of today's layout. */
class XArchive {
  /** Files by kind whose elements are not all there. */
  private readonly incompleteKinds = new Set<FileKind>();
  private readonly elementsRead = new Map<FileKind, number>();
  private firstPostedAt: string | null = null;
  private postCount = 0;

  constructor(
    private readonly input: ExportInput,
    private readonly files: ArchiveFiles,
    private readonly manifest: Manifest,
  ) {}

  async *read(): AsyncGenerator<ConnectorRecord> {
    const protection = await this.readProtection();
    const profile = await this.readProfile(protection?.isProtected ?? null);
    if (protection?.isProtected === true) {
      const seenAt = this.manifest.generatedAt ?? protection.changedAt;
      if (seenAt !== null) yield accountRow(profile, seenAt);
      const file = this.files.protectedHistory[0]!.name;
      yield { rejection: { file, reason: "protected_account", raw: "" } };
      return;
    }
    const observedAt = this.manifest.generatedAt ?? (await this.newestPostedAt());
    yield accountRow(profile, observedAt);
    yield* this.missingParts();
    yield* this.readFollows("follower", profile.account_id);
    yield* this.readFollows("following", profile.account_id);
    yield* this.readEach("listsMember", "userListInfo", () => ({ rows: [] }));
    yield* this.readPosts(profile, observedAt);
    yield { table: "account_stats", row: this.statsRow(profile.account_id, observedAt) };
    yield* observationRows({
      accountId: profile.account_id,
      firstPostedAt: this.firstPostedAt ?? profile.created_at,
      observedAt,
      isComplete: this.hasEveryPost(),
      hasCounts: true,
    });
  }

  private async readProtection(): Promise<ReturnType<typeof readProtection>> {
    const history: unknown[] = [];
    for (const entry of this.files.protectedHistory)
      for await (const piece of readPieces(this.input, entry, "protectedHistory")) history.push(piece);
    return readProtection(history);
  }

  private async readProfile(isProtected: boolean | null): Promise<Profile> {
    const { input, files, manifest } = this;
    const account = readAccount(await readFirstPiece(input, files.account, "account"));
    const accountId = account?.account_id ?? manifest.accountId;
    if (accountId === null)
      throw new InputProblem(
        `${input.label} does not say whose archive it is: account.js and manifest.js are missing or name no account. Give the whole archive as it was downloaded.`,
      );
    return {
      account_id: accountId,
      handle: account?.handle ?? manifest.handle,
      display_name: account?.display_name ?? manifest.displayName,
      created_at: account?.created_at ?? null,
      ...readProfile(await readFirstPiece(input, files.profile, "profile")),
      is_protected: isProtected,
      is_verified: readVerified(await readFirstPiece(input, files.verified, "verified")),
    };
  }

  /** Without a manifest the counts are dated by the newest post, which is never too late. */
  private async newestPostedAt(): Promise<string> {
    let newest: string | null = null;
    for (const entry of this.files.tweet)
      for await (const piece of readPieces(this.input, entry, "tweet")) {
        const postedAt = postedAtOf(piece);
        if (postedAt !== null && (newest === null || postedAt > newest)) newest = postedAt;
      }
    if (newest === null)
      throw new InputProblem(
        `${this.input.label} cannot be dated: it has neither a manifest.js with a generationDate nor a post. Give the whole archive as it was downloaded.`,
      );
    return newest;
  }

  private *missingParts(): Generator<ConnectorRecord> {
    const present = new Set(
      Object.values(this.files).flatMap(entries => entries.map(({ name }) => baseName(name))),
    );
    for (const [file, elementCount] of this.manifest.elementCounts)
      if (!present.has(file) && elementCount !== 0) {
        this.incompleteKinds.add(fileKindOf(file)!);
        yield { rejection: { file, reason: "missing_part", raw: "" } };
      }
  }

  private async *readFollows(
    side: "follower" | "following",
    ownerId: string,
  ): AsyncGenerator<ConnectorRecord> {
    yield* this.readEach(side, side, piece => normaliseFollow(piece, side, ownerId));
  }

  private async *readPosts(profile: Profile, observedAt: string): AsyncGenerator<ConnectorRecord> {
    const longTexts = new LongTexts();
    yield* this.readEach("noteTweet", "noteTweet", piece =>
      longTexts.add(piece) ? { rows: [] } : { reason: "unreadable_note_tweet" },
    );
    const context: ArchiveContext = {
      owner: { accountId: profile.account_id, handle: profile.handle },
      observedAt,
      longTextOf: (...post) => longTexts.find(...post),
    };
    for (const kind of ["tweet", "communityTweet"] as const)
      yield* this.readEach(kind, "tweet", piece => this.notePosts(normaliseTweet(piece, context)));
    yield* this.readEach(
      "deletedTweet",
      "tweet",
      piece => normaliseDeletedTweet(piece, observedAt),
      "keep_nothing",
    );
  }

  private notePosts(result: Normalised): Normalised {
    if ("rows" in result)
      for (const { table, row } of result.rows)
        if (table === "posts") {
          this.postCount++;
          const { posted_at } = row;
          if (posted_at !== null && (this.firstPostedAt === null || posted_at < this.firstPostedAt))
            this.firstPostedAt = posted_at;
        }
    return result;
  }

  private async *readEach(
    kind: FileKind,
    wrapper: string,
    normalise: (piece: unknown) => Normalised,
    rawPolicy: "keep_refused" | "keep_nothing" = "keep_refused",
  ): AsyncGenerator<ConnectorRecord> {
    for (const entry of this.files[kind]) {
      let elementCount = 0;
      for await (const piece of readPieces(this.input, entry, wrapper)) {
        elementCount++;
        yield* recordsOf(normalise(piece), entry, rawPolicy === "keep_refused" ? piece : null);
      }
      this.elementsRead.set(kind, (this.elementsRead.get(kind) ?? 0) + elementCount);
      if (elementCount < (this.manifest.elementCounts.get(baseName(entry.name)) ?? 0)) {
        this.incompleteKinds.add(kind);
        yield { rejection: { file: entry.name, reason: "fewer_than_listed", raw: "" } };
      }
    }
  }

  private isWhole(kind: FileKind): boolean {
    const isListedAsEmpty = [...this.manifest.elementCounts].some(
      ([file, elementCount]) => elementCount === 0 && fileKindOf(file) === kind,
    );
    return (this.files[kind].length > 0 || isListedAsEmpty) && !this.incompleteKinds.has(kind);
  }

  private hasEveryPost(): boolean {
    return !this.manifest.isPartial && this.isWhole("tweet");
  }

  private countOf(kind: FileKind): number | null {
    return this.isWhole(kind) ? (this.elementsRead.get(kind) ?? 0) : null;
  }

  private statsRow(accountId: string, observedAt: string): RowOf<"account_stats"> {
    return {
      network: "x",
      account_id: accountId,
      observed_at: observedAt,
      followers_count: this.countOf("follower"),
      following_count: this.countOf("following"),
      posts_count: this.hasEveryPost() ? this.postCount : null,
      listed_count: this.countOf("listsMember"),
    };
  }
}

const baseName = (name: string) => name.split("/").at(-1)!;
