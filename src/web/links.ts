/** `text` as one segment of a path; `@`, `:` and `.` stay readable. */
export function pathSegment(text: string): string {
  return encodeURIComponent(text).replaceAll("%40", "@").replaceAll("%3A", ":");
}

/** The page of the account that `handle` asks for. */
export function profilePath(handle: string): string {
  return `/u/${pathSegment(handle)}`;
}

/** The page that sets `handles` side by side. */
export function comparePath(handles: readonly string[]): string {
  return `/compare?${handles.map(handle => `with=${encodeURIComponent(handle)}`).join("&")}`;
}

/** The page of a topic. */
export function topicPath(slug: string): string {
  return `/topics/${pathSegment(slug)}`;
}

/** The page that shows why an account has a topic. */
export function topicEvidencePath(handle: string, slug: string): string {
  return `/topics/${pathSegment(slug)}/${pathSegment(handle)}`;
}

/** A leaderboard: of all, or of one network. */
export function leaderboardPath(network?: string): string {
  return network === undefined ? "/top" : `/top/${network}`;
}
