/** The parts of an at-uri that names a record: at://did:plc:abc/app.bsky.feed.post/3kabc. */
export interface AtUri {
  readonly did: string;
  readonly collection: string;
  readonly rkey: string;
}

const AT_URI = /^at:\/\/(did:[a-z]+:[A-Za-z0-9._:%-]+)\/([A-Za-z0-9.-]+)\/([A-Za-z0-9._:~-]+)$/;

/** The parts of `text`; null when it is no at-uri of a record in the repository of a DID.
 *  Source: https://atproto.com/specs/at-uri-scheme */
export function parseAtUri(text: string | null | undefined): AtUri | null {
  const [, did, collection, rkey] = AT_URI.exec(text ?? "") ?? [];
  return did === undefined || collection === undefined || rkey === undefined
    ? null
    : { did, collection, rkey };
}

/** The at-uri of a record. */
export function toAtUri({ did, collection, rkey }: AtUri): string {
  return `at://${did}/${collection}/${rkey}`;
}
