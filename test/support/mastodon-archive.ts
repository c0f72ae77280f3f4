type Fields = Readonly<Record<string, unknown>>;

export const ARCHIVE_OWNER = "https://home.test/users/ada";
const EVERYBODY = "https://www.w3.org/ns/activitystreams#Public";

/** The activity that published a note of the owner, public unless `fields` say otherwise. */
export function createActivity(
  number: number,
  published: string,
  fields: Fields = {},
  unknown: Fields = {},
): object {
  const id = `${ARCHIVE_OWNER}/statuses/${number}`;
  const audience = { to: [EVERYBODY], cc: [`${ARCHIVE_OWNER}/followers`] };
  return {
    id: `${id}/activity`,
    type: "Create",
    actor: ARCHIVE_OWNER,
    published,
    ...audience,
    object: {
      ...{
        id,
        type: "Note",
        summary: null,
        inReplyTo: null,
        published,
        url: `https://home.test/@ada/${number}`,
      },
      ...{ attributedTo: ARCHIVE_OWNER, ...audience, sensitive: false },
      ...{ content: `<p>Post number ${number}</p>`, contentMap: { en: "" }, attachment: [], tag: [] },
      ...fields,
      ...unknown,
    },
    signature: { type: "RsaSignature2017", signatureValue: "made-up" },
    ...unknown,
  };
}

/** The files of a small archive that may be opened. */
export function mastodonArchive(unknown: Fields, ownerFields: Fields = {}): Readonly<Record<string, string>> {
  const context = ["https://www.w3.org/ns/activitystreams", { toot: "http://joinmastodon.org/ns#" }];
  const items = [
    createActivity(
      1,
      "2026-01-05T10:00:00Z",
      { tag: [{ type: "Hashtag", href: "https://home.test/tags/bread", name: "#bread", ...unknown }] },
      unknown,
    ),
    createActivity(
      2,
      "2026-01-06T10:00:00Z",
      {
        inReplyTo: "https://far.test/users/bob/statuses/77",
        content:
          '<p><span class="h-card"><a href="https://far.test/@bob" class="u-url mention">@<span>bob</span></a></span> Yes &amp; no</p>',
        tag: [
          { type: "Mention", href: "https://far.test/users/bob", name: "@bob@far.test" },
          { type: "Mention", href: "https://home.test/users/cyd", name: "@cyd", ...unknown },
        ],
      },
      unknown,
    ),
    createActivity(3, "2026-01-07T10:00:00Z", { inReplyTo: `${ARCHIVE_OWNER}/statuses/1` }),
    createActivity(4, "2026-01-08T10:00:00Z", {
      to: [`${ARCHIVE_OWNER}/followers`],
      cc: [],
      content: "<p>For followers only</p>",
    }),
    createActivity(5, "2026-01-08T11:00:00Z", {
      to: ["https://far.test/users/bob"],
      cc: [],
      content: "<p>For one only</p>",
    }),
    createActivity(6, "2026-01-09T10:00:00Z", {
      to: [`${ARCHIVE_OWNER}/followers`],
      cc: [EVERYBODY],
      updated: "2026-01-09T12:00:00Z",
      quote: "https://far.test/users/cyd/statuses/5",
    }),
    {
      id: `${ARCHIVE_OWNER}/statuses/7/activity`,
      type: "Announce",
      actor: ARCHIVE_OWNER,
      published: "2026-01-10T10:00:00Z",
      to: [EVERYBODY],
      cc: ["https://far.test/users/bob"],
      object: "https://far.test/users/bob/statuses/78",
      ...unknown,
    },
  ];
  const owner = {
    "@context": context,
    id: ARCHIVE_OWNER,
    type: "Person",
    preferredUsername: "ada",
    name: "Ada Example",
    summary: "<p>Bread &amp; butter</p>",
    published: "2020-05-01T00:00:00Z",
    manuallyApprovesFollowers: false,
    discoverable: true,
    indexable: true,
    attachment: [
      {
        type: "PropertyValue",
        name: "Site",
        value: '<a href="https://ada.example/" rel="me">ada.example</a>',
      },
    ],
    ...{ outbox: "outbox.json", likes: "likes.json", bookmarks: "bookmarks.json" },
    ...unknown,
    ...ownerFields,
  };
  const outbox = {
    ...{
      "@context": context,
      id: "outbox.json",
      type: "OrderedCollection",
      totalItems: items.length,
      ...unknown,
    },
    orderedItems: items,
  };
  return { "actor.json": JSON.stringify(owner), "outbox.json": JSON.stringify(outbox) };
}
