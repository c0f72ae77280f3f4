/** Subjects that law protects (health, religion, sexual life, ethnic origin, union membership, political opinion), by
 *  Wikidata item of the subject itself; everything below it in an ontology inherits. */
const WIKIDATA_IDS: ReadonlySet<string> = new Set([
  "Q12147", // health
  "Q11190", // medicine
  "Q12136", // disease
  "Q317309", // mental health
  "Q31207", // health care
  "Q12131", // disability
  "Q9174", // religion
  "Q7066", // atheism
  "Q7163", // politics
  "Q7188", // government
  "Q7257", // ideology
  "Q17884", // LGBT
  "Q41710", // ethnic group
  "Q178790", // trade union
  "Q7278", // political party
  "Q40231", // election
  "Q8461", // racism
  "Q7252", // feminism
]);

const WORDS = new RegExp(
  `\\b(${[
    "health(care)?|medicine|medical|medications?|diseases?|illness(es)?|disorders?|cancers?|diabetes|hiv|aids|autism|adhd",
    "epilepsy|dementia|alzheimers|depression|anxiety|addictions?|alcoholism|pregnancy|childbirth|abortions?|birth-control",
    "disabilit(y|ies)|blindness|deafness|dyslexia|vaccines?|viruses|obesity|psychiatry|psychotherapy|std|stds",
    "religions?|religious|christian(s|ity)?|catholic(s|ism)?|protestant(s|ism)?|jew(s|ish)?|judaism|islam|muslims?",
    "hindu(s|ism)?|buddhis(m|ts?)|sikh(s|ism)?|mormon(s|ism)?|atheis(m|ts?)|churches|bible|quran|spirituality",
    "politics|political|politicians?|elections?|democrats?|republicans?|conservatives?|conservatism|liberals?|liberalism",
    "socialis(m|ts?)|communis(m|ts?)|fascis(m|ts?)|libertarian(s|ism)?|feminis(m|ts?)|anarchis(m|ts?)",
    "lgbtq?|lgbt-issues|gay|gays|lesbians?|bisexual(s|ity)?|transgender|sexuality|sexual|sex|same-sex|pornography|porn",
    "ethnic|ethnicit(y|ies)|race-and-ethnicity|race-relations|racism|african-americans?|latinos?|hispanics?|indigenous",
    "unions?|labou?r-unions?|trade-unions?",
  ].join("|")})\\b`,
);

/** Words that share a word with a sensitive subject and are none: a union of states or of rugby clubs. */
const EXCEPTIONS =
  /\b((credit|european|soviet|western|student|rugby)-unions?|union-(pacific|station|square|jack)|opposite-sex|sex-and-the-city|sex-pistols)\b/;

/** Whether a topic is, by its own id, slug or name, of a kind that may be shown in aggregate only. What stands below
 *  such a topic is sensitive as well: `inheritSensitive`. */
export function isSensitiveSubject(topic: {
  readonly slug: string;
  readonly name: string;
  readonly wikidataId: string | null;
}): boolean {
  if (topic.wikidataId !== null && WIKIDATA_IDS.has(topic.wikidataId)) return true;
  const named = [topic.slug, topic.name.toLowerCase().replace(/[^a-z0-9]+/g, "-")];
  return named.some(text => WORDS.test(text) && !EXCEPTIONS.test(text));
}
