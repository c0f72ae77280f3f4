// A client as they were written for Klout's API between 2012 and 2018; only the host is another.
// node klout-client.mjs HOST SCREEN_NAME [KEY]     for example: node klout-client.mjs http://127.0.0.1:8080 maya_rivers

/** Asks one host for Klout's version 2. */
export class KloutClient {
  constructor(host, key = "any") {
    this.host = host.replace(/\/$/, "");
    this.key = key;
  }

  /** The kloutId of a screen name, as text: it has more digits than a number holds. */
  async identity(screenName) {
    const { id } = await this.get("/identity.json/twitter", { screenName });
    return id;
  }

  user(kloutId) {
    return this.get(`/user.json/${kloutId}`);
  }

  score(kloutId) {
    return this.get(`/user.json/${kloutId}/score`);
  }

  influence(kloutId) {
    return this.get(`/user.json/${kloutId}/influence`);
  }

  topics(kloutId) {
    return this.get(`/user.json/${kloutId}/topics`);
  }

  async get(path, parameters = {}) {
    const query = new URLSearchParams({ ...parameters, key: this.key });
    const response = await fetch(`${this.host}/v2${path}?${query}`, {
      headers: { "Accept-Encoding": "gzip" },
    });
    this.range = [response.headers.get("Renown-Score-Low"), response.headers.get("Renown-Score-High")];
    if (response.status === 200) return response.json();
    throw new Error(KloutClient.meaning(response.status, await response.text()));
  }

  static meaning(status, body) {
    if (status === 202) return "queued: ask again later";
    if (status === 401 || status === 403) return "not authorised";
    if (status === 404) return `not found: ${JSON.parse(body).description}`;
    return status >= 500 ? "unavailable" : `unexpected status ${status}`;
  }
}

async function main([host, screenName, key]) {
  if (host === undefined || screenName === undefined) {
    console.error("usage: node klout-client.mjs HOST SCREEN_NAME [KEY]");
    return 2;
  }
  const client = new KloutClient(host, key);
  const kloutId = await client.identity(screenName);
  const user = await client.user(kloutId);
  const score = await client.score(kloutId);
  // What Klout never told: how sure the number is. It rides in headers, so that bodies stay as they were.
  const [low, high] = client.range;
  console.log(`${user.nick} (kloutId ${kloutId})`);
  console.log(`score ${score.score.toFixed(2)} in ${score.bucket}, between ${low} and ${high}`);
  console.log(`30 days: ${score.scoreDelta.monthChange}`);
  const influence = await client.influence(kloutId);
  const names = list => list.map(({ entity }) => entity.payload.nick).join(", ") || "nobody";
  console.log(`influenced by ${names(influence.myInfluencers)} (${influence.myInfluencersCount} in all)`);
  console.log(`influences ${names(influence.myInfluencees)} (${influence.myInfluenceesCount} in all)`);
  return 0;
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split("/").at(-1)))
  main(process.argv.slice(2)).then(
    code => {
      process.exitCode = code;
    },
    error => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
