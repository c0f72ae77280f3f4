import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { fromUint8Array as readCar } from "@atcute/car";
import { decode } from "@atcute/cbor";
import { toString as cidText, decode as decodeCid } from "@atcute/cid";
import { type Commit, isCommit, fromUint8Array as readRepo } from "@atcute/repo";
import { InputProblem } from "../../domain/errors.ts";
import { isoOfTid } from "./tid.ts";

/** A repository is held in memory while it is read; the largest that are known have some 300 MiB. */
const MOST_BYTES = 512 * 2 ** 20;

/** A repository of a CAR file: whose it is, when it was last written, and its records in the order of their keys. */
export interface RepoArchive {
  readonly did: string;
  /** Time of its last commit, UTC ISO. */
  readonly committedAt: string;
  records(): Iterable<ArchivedRecord>;
}

export interface ArchivedRecord {
  readonly collection: string;
  readonly rkey: string;
  /** Undefined when its bytes cannot be decoded. */
  readonly record: unknown;
}

/** The repository in `stream`, a CAR file whose every block is checked against its hash. Signatures are not checked:
 *  that would need the network.
 *  @throws InputProblem naming `name` when it is damaged, too large or no repository. */
export async function readRepoArchive(stream: Readable, name: string): Promise<RepoArchive> {
  const bytes = await readAll(stream, name);
  const commit = damageNamed(name, () => readCommit(bytes));
  const committedAt = isoOfTid(commit.rev);
  if (committedAt === null)
    throw new InputProblem(
      `${name} is damaged (its revision ${commit.rev.slice(0, 40)} is no time). Download it again.`,
    );
  return { did: commit.did, committedAt, records: () => recordsOf(bytes, name) };
}

async function readAll(stream: Readable, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += (chunk as Uint8Array).byteLength;
    if (size > MOST_BYTES)
      throw new InputProblem(`${name} has more than ${MOST_BYTES / 2 ** 20} MiB, which no repository has.`);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}

function readCommit(bytes: Uint8Array): Commit {
  const car = readCar(bytes);
  const root = car.roots[0]?.$link;
  let commit: unknown = null;
  for (const { cid, bytes: block } of car) {
    const digest = createHash("sha256").update(block).digest();
    if (!digest.equals(cid.digest.contents)) throw new Error("a block does not match its hash");
    if (commit === null && root !== undefined && root === linkOf(cid.bytes)) commit = decode(block);
  }
  if (!isCommit(commit)) throw new Error("it holds no signed commit of version 3");
  return commit;
}

function* recordsOf(bytes: Uint8Array, name: string): Generator<ArchivedRecord> {
  const entries = readRepo(bytes);
  let lastKey = "";
  for (;;) {
    const step = damageNamed(name, () => entries.next());
    if (step.done) return;
    const { collection, rkey } = step.value;
    const key = `${collection}/${rkey}`;
    // A tree that leads to one node on many ways would never end; then its keys come again.
    if (key <= lastKey) throw damaged(name, "its keys are not in order");
    lastKey = key;
    yield { collection, rkey, record: decoded(() => step.value.record) };
  }
}

function decoded(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function linkOf(cid: Uint8Array): string {
  return cidText(decodeCid(cid));
}

function damageNamed<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof InputProblem ? error : damaged(name, (error as Error).message);
  }
}

function damaged(name: string, why: string): InputProblem {
  return new InputProblem(
    `${name} is no whole repository (${why}). Download it again, as com.atproto.sync.getRepo or the app gives it; nothing was imported.`,
  );
}
