import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { CaseServer } from "../contracts/connector.ts";
import { ServerFaults } from "./server-faults.ts";

/** A fake of Wikipedia, Wikidata and the page views in one, made up: Ada_Example (page 7), a list of several of that
 *  name, and a page that asks not to be indexed. */
export interface FakeWikipedia extends CaseServer {
  readonly asked: readonly string[];
}

const LINKING = Array.from({ length: 7 }, (_, at) => 100 + at);
const PAGES = [
  {
    ...{ pageid: 7, ns: 0, title: "Ada Example", description: "invented baker" },
    pageprops: { wikibase_item: "Q7", defaultsort: "Example, Ada" },
    revisions: [{ timestamp: "2010-04-01T12:00:00Z" }],
  },
  { pageid: 8, ns: 0, title: "Example", pageprops: { disambiguation: "" }, revisions: [] },
  {
    pageid: 9,
    ns: 0,
    title: "Quiet",
    pageprops: { noindex: "" },
    revisions: [{ timestamp: "2010-04-01T12:00:00Z" }],
  },
];

/** Starts it; lists of links have three a page. */
export async function startFakeWikipedia(): Promise<FakeWikipedia> {
  const faults = new ServerFaults((_, seconds) => ({ "retry-after": String(seconds) }));
  const asked: string[] = [];
  const server = createServer((request, response) => {
    if (faults.intercept(request, response)) return;
    asked.push(request.url ?? "");
    const body = answerTo(new URL(request.url ?? "/", "http://fake.test"));
    response.writeHead(body === null ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(faults.dress(body ?? { type: "not_found" })));
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    get requestCount() {
      return faults.requestCount;
    },
    failRequest: n => faults.failRequest(n),
    limitNext: seconds => faults.limitNext(seconds),
    addUnknownFields: () => faults.addUnknownFields(),
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answerTo(url: URL): object | null {
  const value = (name: string) => url.searchParams.get(name);
  const [, title, from, to] =
    /\/per-article\/en\.wikipedia\/all-access\/user\/([^/]+)\/daily\/(\d{8})\/(\d{8})$/.exec(url.pathname) ??
    [];
  if (title !== undefined) return decodeURIComponent(title) === "Ada_Example" ? viewsOf(from!, to!) : null;
  if (url.pathname !== "/w/api.php") return null;
  if (value("action") === "wbgetclaims") {
    const claim = (website: string, rank: string) => ({
      rank,
      mainsnak: { snaktype: "value", datavalue: { value: website, type: "string" } },
    });
    const websites = [
      claim("https://old.example/", "deprecated"),
      claim("https://second.example/", "normal"),
      claim("https://ada.example/", "preferred"),
    ];
    return { claims: { P856: websites } };
  }
  if (value("prop") === "linkshere") {
    const start = Number(value("lhcontinue") ?? 0);
    const links = LINKING.slice(start, start + 3).map(pageid => ({ pageid }));
    const more =
      start + 3 < LINKING.length ? { continue: { lhcontinue: String(start + 3), continue: "||" } } : {};
    return { ...more, query: { pages: [{ pageid: 7, ns: 0, title: "Ada Example", linkshere: links }] } };
  }
  const page = PAGES.find(
    ({ pageid, title: name }) =>
      String(pageid) === value("pageids") || name === value("titles")?.replaceAll("_", " "),
  );
  return { query: { pages: [page ?? { ns: 0, title: value("titles"), missing: true }] } };
}

/** Ten views on the first day, one more each day after. */
function viewsOf(from: string, to: string): object {
  const start = Date.parse(from.replace(/(\d{4})(\d{2})(\d{2})/, "$1-$2-$3"));
  const end = Date.parse(to.replace(/(\d{4})(\d{2})(\d{2})/, "$1-$2-$3"));
  const count = (end - start) / 86_400_000 + 1;
  const items = Array.from({ length: count }, (_, at) => ({
    ...{
      project: "en.wikipedia",
      article: "Ada_Example",
      granularity: "daily",
      access: "all-access",
      agent: "user",
    },
    timestamp: `${new Date(start + at * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "")}00`,
    views: 10 + at,
  }));
  return { items };
}
