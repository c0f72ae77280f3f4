type Fields = Readonly<Record<string, unknown>>;

/** `value` as JSON in the way of Facebook and Instagram: each byte of its UTF-8 a character of its own, escaped. */
export function metaJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return [...Buffer.from(text)]
    .map(byte => (byte < 0x80 ? String.fromCharCode(byte) : `\\u${byte.toString(16).padStart(4, "0")}`))
    .join("");
}

/** A small export of Facebook as it is laid out today, with `unknown` in its pieces; everything in it is made up. */
export function facebookExport(unknown: Fields = {}): Record<string, string> {
  return {
    "personal_information/profile_information/profile_information.json": metaJson({
      profile_v2: {
        name: { full_name: "Åda Example", ...unknown },
        emails: { emails: ["private@example.org"] },
        profile_uri: "https://www.facebook.com/Ada.Example",
        registration_timestamp: 1_200_000_000,
        ...unknown,
      },
      ...unknown,
    }),
    "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json": metaJson([
      {
        timestamp: 1_650_000_000,
        title: "Ada shared a link.",
        data: [{ post: "For friends only" }],
        ...unknown,
      },
      { timestamp: 1_650_000_000, data: [{ post: "In the same second" }] },
      {
        timestamp: 1_655_000_000,
        attachments: [{ data: [{ external_context: { url: "https://example.org" } }] }],
      },
    ]),
    "connections/friends/your_friends.json": metaJson({
      friends_v2: [
        { name: "Béa Friend", timestamp: 1_600_000_000, ...unknown },
        { name: "Cem Friend", timestamp: 1_610_000_000 },
      ],
    }),
  };
}

/** The same in the layout of 2022. */
export function facebookExportOf2022(unknown: Fields = {}): Record<string, string> {
  const files = facebookExport(unknown);
  const [profile, posts, friends] = Object.values(files);
  return {
    "profile_information/profile_information.json": profile!,
    "posts/your_posts_1.json": posts!,
    "friends_and_followers/friends.json": friends!,
  };
}

/** A small export of Instagram as it is laid out today, with `unknown` in its pieces; everything in it is made up. */
export function instagramExport(unknown: Fields = {}, isPrivate = "False"): Record<string, string> {
  const follow = (value: string, timestamp: number) => ({
    ...{ title: "", media_list_data: [], ...unknown },
    string_list_data: [{ href: `https://www.instagram.com/${value}`, value, timestamp, ...unknown }],
  });
  return {
    "personal_information/personal_information/personal_information.json": metaJson({
      profile_user: [
        {
          string_map_data: {
            Email: { value: "private@example.org" },
            "Phone Number": { value: "+10000000000" },
            Username: { href: "", value: "Ada.Cups", timestamp: 0, ...unknown },
            Name: { value: "Åda" },
            Bio: { value: "Cups & more" },
            "Private Account": { value: isPrivate },
          },
          ...unknown,
        },
      ],
    }),
    "your_instagram_activity/media/posts_1.json": metaJson([
      {
        media: [
          {
            uri: "media/posts/1.jpg",
            creation_timestamp: 1_650_000_000,
            title: "A blåe cup #ceramics",
            ...unknown,
          },
        ],
        ...unknown,
      },
      {
        title: "Two cups",
        creation_timestamp: 1_651_000_000,
        media: [
          { uri: "a.jpg", creation_timestamp: 1_651_000_000, title: "" },
          { uri: "b.jpg", creation_timestamp: 1_651_000_000, title: "" },
        ],
      },
    ]),
    "connections/followers_and_following/followers_1.json": metaJson([
      follow("bea.cups", 1_640_000_000),
      follow("cem_cups", 1_652_000_000),
    ]),
    "connections/followers_and_following/following.json": metaJson({
      relationships_following: [
        {
          title: "dora",
          string_list_data: [{ href: "https://www.instagram.com/_u/dora", timestamp: 1_641_000_000 }],
        },
      ],
    }),
  };
}

/** The same in the older layout. */
export function olderInstagramExport(unknown: Fields = {}): Record<string, string> {
  const files = Object.values(instagramExport(unknown));
  return {
    "account_information/personal_information.json": files[0]!,
    "content/posts_1.json": files[1]!,
    "followers_and_following/followers.json": `{"relationships_followers": ${files[2]}}`,
    "followers_and_following/following.json": files[3]!,
  };
}
