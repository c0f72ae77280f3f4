// The rules that the score obeys, each with the property test that holds it and a way of breaking it on purpose.

const LAWS = "test/laws/laws.test.ts";

/** The rules in words, by number. */
export const RULES = {
  1: "Influence is other people's actions: posting more by itself never raises a score.",
  2: "Rate counts: per original and quote posted; replies dilute nothing.",
  3: "Selectivity counts: an action by someone who acts on everything is worth less.",
  4: "Distinct people count: 100 people acting once beat one person acting 100 times.",
  5: "Nothing received lowers, nor does linking another network, nor talking to small accounts.",
  6: "Null is not zero: what was not observed is expected from what was, and widens the interval.",
  7: "Every score carries an interval and a coverage; too little evidence gives no score.",
  8: "Additive: contributions sum to the latent score.",
  9: "Deterministic: the same bytes at any thread count.",
  10: "Frozen scale: a published model never changes.",
  11: "Size-invariant: accounts without a path to me change nothing.",
  12: "Bought or fake activity moves it little.",
  13: "Consent: protected accounts are never read, opt-outs are honoured at once.",
};

/** One entry per way of breaking a rule: `find` occurs once in `file`, and `test` (a file and the title of a test, or
 *  of several that differ in what follows a colon) fails when it is replaced by `replace`. */
export const RULE_MUTATIONS = [
  {
    rule: 1,
    test: { file: LAWS, title: "posting more by itself never raises a score" },
    mutation: "likes are multiplied by originals instead of divided by them",
    file: "sql/marts/account_features.sql",
    find: "evidence.counted_likes_on_posts_count / (evidence.originals_count",
    replace: "evidence.counted_likes_on_posts_count * (evidence.originals_count",
  },
  {
    rule: 2,
    test: { file: LAWS, title: "100 reposts on 10 posts beat 100 reposts on 1,000" },
    mutation: "reposts are counted instead of divided by originals",
    file: "sql/marts/account_features.sql",
    find: "evidence.counted_reposts_on_posts_count / (evidence.originals_count + {{ constant('rate_prior_originals') }})",
    replace: "evidence.counted_reposts_on_posts_count / 1",
  },
  {
    rule: 2,
    test: { file: LAWS, title: "replies dilute nothing" },
    mutation: "rates divide by replies too",
    file: "sql/intermediate/int_authored.sql",
    find: "count(*) filter (where kind in ('original', 'quote')) as originals_count",
    replace: "count(*) filter (where kind <> 'repost') as originals_count",
  },
  {
    rule: 3,
    test: { file: LAWS, title: "an act by someone who acts on everything is worth less" },
    mutation: "what an actor keeps for itself drowns how many others it acts on",
    file: "src/pipeline/people-rank-step.ts",
    find: 'kappa: constants["kappa"]!',
    replace: "kappa: 10_000",
  },
  {
    rule: 4,
    test: { file: LAWS, title: "100 people acting once beat one person acting 100 times" },
    mutation: "acts are counted instead of the people who act",
    file: "sql/intermediate/int_received.sql",
    find: "cast(round(cast(sum(stands_for_units) as double) / 1048576) as bigint) as engaged_people_count,\n    cast(sum(cast(floor(freshness * selectivity *",
    replace:
      "cast(sum(likes + reposts + replies + quotes + mentions) as bigint) as engaged_people_count,\n    cast(sum(cast(floor(freshness * selectivity * (likes + reposts + replies + quotes + mentions) *",
  },
  {
    rule: 5,
    test: {
      file: LAWS,
      title: "one more genuine interaction received never lowers any paid feature nor the score",
    },
    mutation: "a person is as fresh as their oldest act, not their newest",
    file: "sql/intermediate/int_edges.sql",
    find: "max(rates.factor) as freshness",
    replace: "min(rates.factor) as freshness",
  },
  {
    rule: 5,
    test: { file: LAWS, title: "linking another network never lowers" },
    mutation: "networks are averaged instead of added",
    file: "src/scoring/combine-networks.ts",
    find: "Math.log(total)",
    replace: "Math.log(total / counted.length)",
  },
  {
    rule: 5,
    test: { file: LAWS, title: "talking to small accounts never lowers" },
    mutation: "what comes back over one's own acts is taken out twice",
    file: "src/graph/own-echo.ts",
    find: "value / (1 + echo[node]!)",
    replace: "value / (1 + echo[node]!) ** 2",
  },
  {
    rule: 6,
    test: {
      file: "test/laws/null-is-not-zero.test.ts",
      title: "scores above nothing, by what the rest leads to expect",
    },
    mutation: "null is read as 0",
    file: "src/scoring/contributions.ts",
    find: "value === null ? null : contributionAt(name, value, model)",
    replace: "contributionAt(name, value ?? 0, model)",
  },
  {
    rule: 6,
    test: {
      file: "test/laws/null-is-not-zero.test.ts",
      title: "never makes a score surer, whatever else is known of the account",
    },
    mutation: "what was not observed adds no variance",
    file: "src/scoring/latent-variance.ts",
    find: "unobserved += carryWith[place]! ** 2 * own;",
    replace: "unobserved += 0 * own;",
  },
  {
    rule: 7,
    test: { file: LAWS, title: "every score carries an interval around it and a coverage" },
    mutation: "the interval starts at the score",
    file: "src/scoring/sql/score-sql.ts",
    find: '"influence - margin"',
    replace: '"influence"',
  },
  {
    rule: 7,
    test: { file: "test/end-to-end/score-exits.test.ts", title: "is 4 without enough data" },
    mutation: "one person who acted is enough",
    file: "sql/marts/account_features.sql",
    find: "coalesce(evidence.engaged_people_count, 0) >= {{ constant('enough_people') }}",
    replace: "coalesce(evidence.engaged_people_count, 0) >= 1",
  },
  {
    rule: 8,
    test: {
      file: "src/scoring/score-account.test.ts",
      title: "is the bias plus its contributions, within 1e-9",
    },
    mutation: "what was not observed is left out of the sum",
    file: "src/scoring/score-account.ts",
    find: "parts.reduce((sum, part) => sum + part.latent, model.bias)",
    replace: "parts.reduce((sum, part) => sum + (part.isImputed ? 0 : part.latent), model.bias)",
  },
  {
    rule: 9,
    test: {
      file: "test/laws/same-bytes.test.ts",
      title: "the same lake, asOf and model give the same bytes at any thread count",
    },
    mutation: "marts are written in the order of their first column only",
    file: "src/pipeline/export-marts.ts",
    find: "sorted_by = order_by }",
    replace: "sorted_by = order_by.slice(0, 1) }",
  },
  {
    rule: 10,
    test: {
      file: "src/scoring/published-weights.test.ts",
      title: "renown-2026-11 is as published: a change needs a new model id",
    },
    mutation: "an anchor of a published calibration is moved a little",
    file: "weights/renown-2026-11/calibration.json",
    find: '"influence": 0.540338',
    replace: '"influence": 0.540339',
  },
  {
    rule: 11,
    test: { file: LAWS, title: "accounts without a path to me change nothing" },
    mutation: "standing is multiplied by the number of accounts",
    file: "src/graph/own-echo.ts",
    find: "Math.max(0, Math.log10(value))",
    replace: "Math.max(0, Math.log10(value * paid.length))",
  },
  {
    rule: 12,
    test: {
      file: "src/app/evaluate/attacks/evaluate-attacks.test.ts",
      title: "moves a score little by bought attention, and simpler measures much",
    },
    mutation: "people whom nobody vouches for count whole",
    file: "sql/intermediate/int_received.sql",
    find: "- floor({{ constant('unvouched_share') }} * attention.vouched_people_units)",
    replace: "- attention.unvouched_people_units",
  },
  {
    rule: 13,
    test: {
      file: LAWS,
      title: "a protected or deleted account never counts as actor or target and has no score",
    },
    mutation: "acts of deleted accounts stay",
    file: "sql/staging/stg_hidden_accounts.sql",
    find: "from removed\n",
    replace: "from removed\n  where false\n",
  },
  {
    rule: 13,
    test: {
      file: "test/end-to-end/after-the-fact.test.ts",
      title: "conceals at once who went protected or opted out after the run",
    },
    mutation: "an opt-out waits for the next run",
    file: "src/snapshot/concealed-now.ts",
    find: "isUnlisted: (network, id) => unlisted.has(keyOf(network, id)),",
    replace: "isUnlisted: () => false,",
  },
];
