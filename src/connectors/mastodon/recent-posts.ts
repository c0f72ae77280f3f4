/** Addresses of the newest posts by the server's own number; the oldest are forgotten. */
export class RecentPosts {
  private readonly uris = new Map<string, string>();

  constructor(private readonly mostPosts = 50_000) {}

  add(id: string, uri: string): void {
    this.uris.delete(id);
    this.uris.set(id, uri);
    if (this.uris.size <= this.mostPosts) return;
    const [oldest] = this.uris.keys();
    this.uris.delete(oldest!);
  }

  /** Null for a post that was not seen or is forgotten. */
  uriOf(id: string): string | null {
    return this.uris.get(id) ?? null;
  }
}
