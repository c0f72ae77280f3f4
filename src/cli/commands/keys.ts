import { type ApiKey, createKey, endKey, listKeys } from "../../app/api-keys.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readCount } from "../option-values.ts";
import { renderTable } from "../render-table.ts";
import { dateOf, number, plain } from "../style.ts";

export interface CreateKeyFlags {
  readonly name?: string;
  readonly operator?: boolean;
  readonly rate?: string;
}

/** Makes an API key and prints it, the only time it can be seen. */
export const createApiKey: Command<[flags: CreateKeyFlags]> = async (context, flags) => {
  const created = await createKey({
    dataDir: context.dataDir,
    name: flags.name ?? "",
    isOperator: flags.operator ?? false,
    requestsPerMinute: flags.rate === undefined ? null : readCount("--rate", flags.rate),
    now: new Date(context.terminal.now()).toISOString(),
  });
  print(
    context,
    created,
    ({ key, key_id, is_operator }) =>
      `${key}\nThis is the only time the key is shown; only its hash is kept. Send it as \`Authorization: Bearer KEY\`.\n` +
      `${is_operator ? "It may also forget accounts. " : ""}To end it: \`renown keys revoke ${key_id}\`.\n`,
  );
  return EXIT.ok;
};

/** Prints every API key without its secret. */
export const listApiKeys: Command<[]> = async context => {
  const keys = await listKeys(context.dataDir);
  print(context, { keys }, () =>
    keys.length === 0 ? "There is no API key yet: `renown keys create`.\n" : renderKeys(keys),
  );
  return EXIT.ok;
};

/** Ends an API key for good. */
export const revokeApiKey: Command<[keyId: string]> = async (context, keyId) => {
  const key = await endKey(context.dataDir, keyId, new Date(context.terminal.now()).toISOString());
  print(context, key, ({ key_id, revoked_at }) => `${key_id} is good no more since ${revoked_at}.\n`);
  return EXIT.ok;
};

function renderKeys(keys: readonly ApiKey[]): string {
  const head = ["id", "name", "may", "a minute", "made", "revoked"];
  const rows = keys.map(key => [
    key.key_id,
    plain(key.name),
    key.is_operator ? "read, forget" : "read",
    key.requests_per_minute === null ? "as served" : number(key.requests_per_minute),
    dateOf(key.created_at),
    key.revoked_at === null ? "" : dateOf(key.revoked_at),
  ]);
  return renderTable(head, rows);
}
