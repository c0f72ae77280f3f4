import { QUALITY_NAMES, type QualityDefinition, type QualityName } from "./quality.ts";

const DEFINITIONS = {
  conversation: {
    name: "conversation",
    label: "Conversation",
    meaning:
      "Over the people who spoke to it: three quarters for an answer, a whole where it came to three turns or more.",
    unit: "share",
    range: { min: 0, max: 1 },
    better: "more",
    directionWord: "more responsive",
    needs: { minimum: 3, column: "spoke_people_count", cases: "people who spoke to it" },
    nullMeaning: {
      not_observed: "Replies to it, or by it, were not observed.",
      too_few_cases: "Fewer than 3 people spoke to it in 90 days.",
    },
    parts: [
      { name: "spoke_people_count", label: "People who spoke to it", unit: "people" },
      { name: "answered_people_count", label: "Of them answered", unit: "people" },
      { name: "exchange_people_count", label: "Of them in exchanges of three turns or more", unit: "people" },
    ],
    sentence:
      "Answered {answered_people_count} of {spoke_people_count} people, {exchange_people_count} in three turns or more",
  },
  timeliness: {
    name: "timeliness",
    label: "Timeliness",
    meaning: "Median time that passed until its answers, from the last word of the person answered.",
    unit: "hours",
    range: { min: 0, max: null },
    better: "less",
    directionWord: "quicker",
    needs: { minimum: 5, column: "answers_count", cases: "answers" },
    nullMeaning: {
      not_observed: "Replies to it, or by it, were not observed.",
      too_few_cases: "Fewer than 5 answers in 90 days: too few for the interval of a median.",
    },
    parts: [
      { name: "answers_count", label: "Answers", unit: "answers" },
      { name: "later_share", label: "Reposters who came after it in a spread", unit: "share" },
      { name: "spreads_count", label: "Spreads it took part in", unit: "reposts" },
    ],
    sentence: "Half of its {answers_count} answers came within {value}",
  },
  flexibility: {
    name: "flexibility",
    label: "Flexibility",
    meaning: "Mean of the varieties of its forms, topics and partners.",
    unit: "share",
    range: { min: 0, max: 1 },
    better: "more",
    directionWord: "more varied",
    needs: { minimum: 10, column: "forms_count", cases: "posts and reposts" },
    nullMeaning: {
      not_observed: "Its posts were not observed.",
      too_few_cases:
        "Fewer than 10 posts and reposts in 90 days, or fewer than 5 posts with a hashtag and 5 acts toward others.",
    },
    parts: [
      { name: "forms_variety", label: "Variety of forms", unit: "share" },
      { name: "topics_variety", label: "Variety of topics", unit: "share" },
      { name: "partners_variety", label: "Variety of partners", unit: "share" },
      { name: "forms_variety_0_to_30d", label: "Forms, newest 30 days", unit: "share" },
      { name: "forms_variety_30_to_60d", label: "Forms, 30 days before", unit: "share" },
      { name: "forms_variety_60_to_90d", label: "Forms, oldest 30 days", unit: "share" },
    ],
    sentence: "Variety of forms {forms_variety}, of topics {topics_variety}, of partners {partners_variety}",
  },
  voice_authenticity: {
    name: "voice_authenticity",
    label: "Authenticity of voice",
    meaning:
      "Share of its posts that are words of its own, said once; passed on, repeated or automated ones are not.",
    unit: "share",
    range: { min: 0, max: 1 },
    better: "more",
    directionWord: "more in its own words",
    needs: { minimum: 10, column: "voiced_posts_count", cases: "posts and reposts" },
    nullMeaning: {
      not_observed: "Its posts, or their texts, were not observed.",
      too_few_cases: "Fewer than 10 posts and reposts in 90 days.",
    },
    parts: [
      { name: "own_texts_count", label: "In its own words", unit: "posts" },
      { name: "passed_on_count", label: "Passed on", unit: "posts" },
      { name: "repeated_texts_count", label: "The same words again", unit: "posts" },
      { name: "automated_texts_count", label: "By a declared bot", unit: "posts" },
      { name: "wordless_texts_count", label: "Without words", unit: "posts" },
      { name: "voiced_posts_count", label: "Posts and reposts", unit: "posts" },
    ],
    sentence:
      "{own_texts_count} of {voiced_posts_count} posts in its own words, {passed_on_count} passed on, {repeated_texts_count} said again",
  },
} as const satisfies { readonly [Name in QualityName]: QualityDefinition & { readonly name: Name } };

/** The definition of each quality, in the order in which they are shown. */
export const QUALITIES: readonly QualityDefinition[] = QUALITY_NAMES.map(name => DEFINITIONS[name]);
