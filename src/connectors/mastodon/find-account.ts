import type { HandleQuery } from "../../domain/handle-query.ts";
import { unknownAccount } from "../config-fields.ts";
import type { MastodonClient, MastodonServer } from "./client.ts";
import type { WireAccount } from "./wire.ts";

/** The server to ask and the account there. A fediverse id is an address on its own server, a handle's domain may only
 *  point to the server.
 *  @throws CliError (unknown handle) when there is no such account, or no server that could be asked. */
export async function findAccount(
  client: MastodonClient,
  query: HandleQuery,
): Promise<{ readonly server: MastodonServer; readonly account: WireAccount }> {
  const acct = query.kind === "id" ? await client.acctOf(query.value) : query.value;
  if (acct === null) throw unknown(query.value, "its server does not say whose it is");
  const domain = acct.slice(acct.lastIndexOf("@") + 1);
  const first = client.askedOrigin ?? `https://${domain}`;
  let server = await client.server(first);
  let account = server && (await client.account(server, acct));
  if (account === null && client.askedOrigin === null) {
    const actorUri = await client.actorOf(domain, acct);
    const home = actorUri === null ? null : await client.server(new URL(actorUri).origin);
    // A domain may also point to a name on somebody else's server.
    const nameThere = home === null || home.origin === first ? null : await client.acctOf(actorUri!);
    if (home !== null && nameThere !== null) {
      server = home;
      account = await client.account(home, nameThere);
    }
  }
  if (server !== null && account !== null) return { server, account };
  if (server !== null)
    throw unknown(acct, `${new URL(server.origin).host} knows no such account. Check the spelling`);
  const software = await client.softwareAt(first);
  const runs = software === null ? "" : ` (it runs ${software})`;
  throw unknown(
    acct,
    `${new URL(first).host} does not speak Mastodon's API${runs}; set RENOWN_MASTODON_INSTANCE to a server that does`,
  );
}

function unknown(name: string, why: string) {
  return unknownAccount(`${name.includes("://") ? name : `@${name}`} was not found: ${why}.`);
}
