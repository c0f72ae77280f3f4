import { InputProblem } from "../domain/errors.ts";
import type { ExportInput } from "../platform/export-input.ts";
import { blueskyCarReader } from "./bluesky/car.ts";
import { blueskyConnector } from "./bluesky/connector.ts";
import type { Connector, ExportReader } from "./contract.ts";
import { facebookConnector } from "./facebook/connector.ts";
import { facebookExportReader } from "./facebook/export.ts";
import { githubConnector } from "./github/connector.ts";
import { instagramConnector } from "./instagram/connector.ts";
import { instagramExportReader } from "./instagram/export.ts";
import { mastodonConnector } from "./mastodon/connector.ts";
import { mastodonExportReader } from "./mastodon/export.ts";
import { nostrConnector } from "./nostr/connector.ts";
import { wikipediaConnector } from "./wikipedia/connector.ts";
import { xConnector } from "./x/api/connector.ts";
import { xExportReader } from "./x/export.ts";

/** Every kind of export that can be imported; the first that recognises an input reads it. */
export const EXPORT_READERS: readonly ExportReader[] = [
  xExportReader,
  blueskyCarReader,
  mastodonExportReader,
  facebookExportReader,
  instagramExportReader,
];

/** Every network that can be asked, in the order of the documentation. */
export const CONNECTORS: readonly Connector[] = [
  blueskyConnector,
  mastodonConnector,
  xConnector,
  facebookConnector,
  instagramConnector,
  nostrConnector,
  githubConnector,
  wikipediaConnector,
];

/** The reader for `input`.
 *  @throws InputProblem that lists what was expected. */
export async function readerFor(input: ExportInput): Promise<ExportReader> {
  for (const reader of EXPORT_READERS) if (await reader.recognises(input)) return reader;
  const expected = EXPORT_READERS.map(({ format, expects }) => `${format} (${expects})`).join("; ");
  throw new InputProblem(
    `${input.label} is not an export that is known. Expected one of: ${expected}. Give the zip or the unpacked folder as it was downloaded.`,
  );
}
