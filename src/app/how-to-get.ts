import { formatHandle } from "../domain/handle.ts";
import type { HandleQuery } from "../domain/handle-query.ts";
import type { NetworkName } from "../domain/network.ts";

const EXPORTS: Readonly<Record<NetworkName, string>> = {
  x: "ask X for your archive (Settings, Your account, Download an archive of your data), then `renown import ARCHIVE.zip`",
  facebook:
    "ask Facebook for your information in JSON (Accounts Centre, Your information and permissions), then `renown import EXPORT.zip`",
  instagram:
    "ask Instagram for your information in JSON (Accounts Centre, Your information and permissions), then `renown import EXPORT.zip`",
  mastodon:
    "ask your server for your archive (Preferences, Import and export, Request your archive), then `renown import ARCHIVE.zip`",
  bluesky: "export your repository (Settings, Account, Export my data), then `renown import repo.car`",
  nostr: "name the account's relays in RENOWN_NOSTR_RELAYS and ask again",
  github: "set RENOWN_GITHUB_TOKEN, with which more may be asked, and ask again",
  youtube:
    "ask Google Takeout for your YouTube data and write its events down, since nothing here reads it yet",
  wikipedia: "write the article as wikipedia:LANG:Title, for example wikipedia:en:Tea",
};

/** What to do so that `query` can be answered: which export to ask for and how to bring in any events. */
export function howToGet(query: HandleQuery): string {
  return `The lake holds nothing about ${asText(query)}. To get it: ${waysToGet(query)}`;
}

/** The ways alone, for who has already said that nothing is held. */
export function waysToGet(query: HandleQuery): string {
  return (
    `${EXPORTS[query.network]}; or bring its events in the interchange schema: \`renown import FILE\`. ` +
    "Check the spelling too."
  );
}

/** Which export of a network to ask for, and how to bring it in. */
export function exportHint(network: NetworkName): string {
  return EXPORTS[network];
}

/** `query` as the text that asks for it. */
export function asText(query: HandleQuery): string {
  return query.kind === "id"
    ? `${query.network}:${query.value}`
    : formatHandle(query.network, query.value, query.value);
}
