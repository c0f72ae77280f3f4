/** One `<meta>` of a page's head: `property` for Open Graph, `name` for the rest. */
export interface ShareMeta {
  readonly attribute: "property" | "name";
  readonly key: string;
  readonly content: string;
}

/** What a profile page says to link previews: title, description and the share card, which carries range and use.
 *  `origin` is the scheme and host under which the page is reached; previews need whole addresses. */
export function shareMeta(page: {
  readonly origin: string;
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly handle: string;
}): readonly ShareMeta[] {
  const card = page.origin + cardPath(page.handle);
  const og = (key: string, content: string): ShareMeta => ({
    attribute: "property",
    key: `og:${key}`,
    content,
  });
  return [
    og("type", "profile"),
    og("site_name", "Renown"),
    og("title", page.title),
    og("description", page.description),
    og("url", page.origin + page.path),
    og("image", card),
    og("image:type", "image/png"),
    og("image:width", "1200"),
    og("image:height", "630"),
    og("image:alt", page.description),
    { attribute: "name", key: "twitter:card", content: "summary_large_image" },
  ];
}

/** Where the badge of `handle` is. */
export function badgePath(handle: string): string {
  return `/badge/${encodeURIComponent(handle)}.svg`;
}

/** Where the share card of `handle` is. */
export function cardPath(handle: string): string {
  return `/card/${encodeURIComponent(handle)}.png`;
}

/** Where the dossier of `handle` is. */
export function dossierPath(handle: string): string {
  return `/dossier/${encodeURIComponent(handle)}`;
}
