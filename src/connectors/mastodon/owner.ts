import type { RowOf } from "../../domain/interchange/schema.ts";
import { isIndexable, isoOf } from "./normalise.ts";
import { plainText } from "./plain-text.ts";
import type { WireOwner } from "./wire-export.ts";

/** The profile row of an archive's owner as seen at `observedAt`. */
export function ownerRow(owner: WireOwner, observedAt: string): RowOf<"accounts"> {
  const fields = (owner.attachment ?? []).map(({ name, value }) => ({ name, ...plainText(value ?? "") }));
  const note = plainText(owner.summary ?? "");
  const bio = [note.text, ...fields.map(({ name, text }) => `${name ?? ""}: ${text}`)].filter(Boolean);
  const name = owner.preferredUsername;
  const kinds: Readonly<Record<string, RowOf<"accounts">["kind"]>> = {
    Service: "bot",
    Application: "bot",
    Group: "organisation",
    Organization: "organisation",
  };
  return {
    network: "mastodon",
    account_id: owner.id,
    handle: name ? `${name}@${new URL(owner.id).host}` : null,
    display_name: owner.name || null,
    kind: kinds[owner.type ?? ""] ?? null,
    bio: bio.join("\n") || null,
    url: [...fields.flatMap(({ links }) => links), ...note.links][0] ?? null,
    created_at: isoOf(owner.published),
    is_protected: owner.manuallyApprovesFollowers ?? null,
    is_indexable: isIndexable({ ...owner, note: owner.summary, fields: owner.attachment }),
    is_verified: null,
    observed_at: isoOf(observedAt) ?? observedAt,
  };
}
