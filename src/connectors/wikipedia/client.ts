import { type HttpClient, jsonOf } from "../../platform/http/http-client.ts";
import type { ConnectorConfig } from "../contract.ts";
import { wireArticle, wireClaims, wireLinksHere, wireViews } from "./wire.ts";

/** An article, by the id that it keeps when it is renamed. */
export interface Article {
  /** "en" */
  readonly language: string;
  readonly pageId: number;
  /** With underscores, as in its address. */
  readonly title: string;
  readonly description: string | null;
  /** UTC ISO of the first version. */
  readonly createdAt: string | null;
  /** "Q7259" */
  readonly wikidataItem: string | null;
  readonly isIndexable: boolean | null;
}

/** Views of one UTC day. */
export interface DayViews {
  /** "2026-02-01" */
  readonly day: string;
  readonly views: number;
}

/** Official website of an item. Source: wikidata.org/wiki/Property:P856 */
const OFFICIAL_WEBSITE = "P856";

/** Asks Wikipedia, Wikidata and Wikimedia's page views. */
export class WikipediaClient {
  constructor(
    private readonly http: HttpClient,
    private readonly config: ConnectorConfig,
  ) {}

  /** The article by its title or page id; redirects are followed. Null when there is none, or it only lists several. */
  async article(
    language: string,
    page: { readonly title: string } | { readonly pageId: string },
  ): Promise<Article | null> {
    const asked = "title" in page ? { titles: page.title } : { pageids: page.pageId };
    const answer = await this.query(language, {
      ...asked,
      ...{
        redirects: "1",
        prop: "info|pageprops|description|revisions",
        rvdir: "newer",
        rvlimit: "1",
        rvprop: "timestamp",
      },
    });
    const found = wireArticle.safeParse(answer).data?.query.pages[0];
    const properties = found?.pageprops ?? {};
    if (!found?.pageid || found.ns !== 0 || "disambiguation" in properties) return null;
    const item = properties["wikibase_item"];
    const first = found.revisions?.[0]?.timestamp;
    return {
      language,
      pageId: found.pageid,
      title: found.title.replaceAll(" ", "_"),
      description: found.description ?? null,
      createdAt: first && !Number.isNaN(Date.parse(first)) ? new Date(first).toISOString() : null,
      wikidataItem: typeof item === "string" && /^Q\d+$/.test(item) ? item : null,
      isIndexable: "noindex" in properties ? false : null,
    };
  }

  /** The website that Wikidata calls the item's own; null when it names none. */
  async website(item: string): Promise<string | null> {
    const parameters = { action: "wbgetclaims", entity: item, property: OFFICIAL_WEBSITE, format: "json" };
    const answer = await this.get(
      "https://www.wikidata.org",
      `/w/api.php?${new URLSearchParams(parameters)}`,
    );
    const claims = wireClaims.safeParse(answer).data?.claims[OFFICIAL_WEBSITE] ?? [];
    const usable = claims.filter(({ rank }) => rank !== "deprecated");
    const best = usable.find(({ rank }) => rank === "preferred") ?? usable[0];
    const value = best?.mainsnak.datavalue?.value;
    return typeof value === "string" && /^https?:\/\//i.test(value) ? value : null;
  }

  /** Views by people (not by programs) on each day from `from` to `to`, both included and "2026-02-01". Days without a
   *  view are missing in the answer; empty where Wikimedia counts nothing yet. */
  async views({ language, title }: Article, from: string, to: string): Promise<readonly DayViews[]> {
    const days = [from, to].map(day => day.replaceAll("-", ""));
    const project = `${language}.wikipedia/all-access/user/${encodeURIComponent(title)}/daily`;
    const path = `/api/rest_v1/metrics/pageviews/per-article/${project}/${days.join("/")}`;
    const items = wireViews.safeParse(await this.get("https://wikimedia.org", path)).data?.items ?? [];
    return items.flatMap(({ timestamp, views }) => {
      const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})\d*$/.exec(timestamp) ?? [];
      const isUsable = year !== undefined && Number.isSafeInteger(views) && views >= 0;
      return isUsable ? [{ day: `${year}-${month}-${day}`, views }] : [];
    });
  }

  /** Page ids of up to 500 articles that link to one, and where the next ones begin. */
  async linksTo(
    { language, pageId }: Pick<Article, "language" | "pageId">,
    place: string | null,
  ): Promise<{ readonly pageIds: readonly number[]; readonly next: string | null }> {
    const answer = await this.query(language, {
      ...{
        pageids: String(pageId),
        prop: "linkshere",
        lhprop: "pageid",
        lhnamespace: "0",
        lhshow: "!redirect",
      },
      lhlimit: "max",
      ...(place !== null && { lhcontinue: place }),
    });
    const { data } = wireLinksHere.safeParse(answer);
    const links = data?.query.pages[0]?.linkshere ?? [];
    return {
      pageIds: links.flatMap(link => link.pageid ?? []),
      next: data?.continue?.lhcontinue ?? null,
    };
  }

  private query(language: string, parameters: Readonly<Record<string, string>>): Promise<unknown> {
    const all = { action: "query", format: "json", formatversion: "2", ...parameters };
    return this.get(`https://${language}.wikipedia.org`, `/w/api.php?${new URLSearchParams(all)}`);
  }

  /** Undefined for what is not there. */
  private async get(origin: string, path: string): Promise<unknown> {
    const base = this.config["endpoint"]?.replace(/\/+$/, "") ?? origin;
    const answer = await this.http.request(`${base}${path}`, { accept: [404] });
    return answer.status === 404 ? undefined : jsonOf(answer);
  }
}
