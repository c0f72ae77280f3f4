import type { SignalDefinition, SignalName } from "./signal.ts";

const DEFINITIONS = {
  followers_per_following: {
    name: "followers_per_following",
    group: "profile",
    label: "Followers for each account it follows",
    meaning: "Followers over accounts followed.",
    unit: "followers per account followed",
    sentence: {
      genuine: "As many follow it as is usual for whom it follows ({value} each)",
      suspicious:
        "Few follow it for all that it follows, or many though it follows hardly anyone ({value} each)",
    },
  },
  posts_per_follower: {
    name: "posts_per_follower",
    group: "profile",
    label: "Posts for each follower",
    meaning: "Posts since the account began over followers.",
    unit: "posts per follower",
    sentence: {
      genuine: "Posts and followers are in the usual proportion ({value} posts each)",
      suspicious: "Posts and followers are out of proportion ({value} posts each)",
    },
  },
  posts_per_following: {
    name: "posts_per_following",
    group: "profile",
    label: "Posts for each account it follows",
    meaning: "Posts since the account began over accounts followed.",
    unit: "posts per account followed",
    sentence: {
      genuine: "It talks as much as is usual for whom it follows ({value} posts each)",
      suspicious: "It follows much and says little, or the reverse ({value} posts each)",
    },
  },
  lists_per_follower: {
    name: "lists_per_follower",
    group: "profile",
    label: "Lists for each follower",
    meaning: "Public lists it is on over followers.",
    unit: "lists per follower",
    sentence: {
      genuine: "It is on lists as often as its followers suggest",
      suspicious: "It is on fewer or more lists than its followers suggest",
    },
  },
  lists_per_post: {
    name: "lists_per_post",
    group: "profile",
    label: "Lists for each post",
    meaning: "Public lists it is on over posts since the account began.",
    unit: "lists per post",
    sentence: {
      genuine: "It is on lists as often as its posts suggest",
      suspicious: "It is on fewer or more lists than its posts suggest",
    },
  },
  lists_per_following: {
    name: "lists_per_following",
    group: "profile",
    label: "Lists for each account it follows",
    meaning: "Public lists it is on over accounts followed.",
    unit: "lists per account followed",
    sentence: {
      genuine: "It is on lists as often as whom it follows suggests",
      suspicious: "It is on fewer or more lists than whom it follows suggests",
    },
  },
  has_url: {
    name: "has_url",
    group: "profile",
    label: "Link on the profile",
    meaning: "1 when the profile shows a link, else 0.",
    unit: "yes or no",
    sentence: { genuine: "Its profile has a link", suspicious: "Its profile has no link" },
  },
  age_days: {
    name: "age_days",
    group: "profile",
    label: "Age of the account",
    meaning: "Days since the account was created.",
    unit: "days",
    sentence: { genuine: "The account is {value} days old", suspicious: "The account is {value} days old" },
  },
  gap_burstiness: {
    name: "gap_burstiness",
    group: "rhythm",
    label: "Irregularity of its acts",
    meaning:
      "(deviation − mean) / (deviation + mean) of the gaps between its acts: -1 a clock, 0 chance, towards 1 bursts.",
    unit: "index",
    sentence: {
      genuine: "Its acts come irregularly",
      suspicious: "Its acts come at regular gaps, like a clock's",
    },
  },
  quiet_hours_share: {
    name: "quiet_hours_share",
    group: "rhythm",
    label: "Activity in its quietest hours",
    meaning: "Share of its acts in the eight hours of the day in which it acts least.",
    unit: "share",
    sentence: {
      genuine: "It rests for hours each day",
      suspicious: "It acts around the clock, without hours of rest",
    },
  },
  repeated_texts_share: {
    name: "repeated_texts_share",
    group: "content",
    label: "The same words again",
    meaning: "Share of its posts that say a text again.",
    unit: "share",
    sentence: {
      genuine: "It does not repeat itself",
      suspicious: "It says the same words again in {value} of its posts",
    },
  },
  copied_texts_share: {
    name: "copied_texts_share",
    group: "content",
    label: "Words of many accounts",
    meaning: "Share of its posts whose words at least five accounts published as their own.",
    unit: "share",
    sentence: {
      genuine: "Its words are not those of many other accounts",
      suspicious: "{value} of its posts are word for word those of at least four other accounts",
    },
  },
  outside_engagers_share: {
    name: "outside_engagers_share",
    group: "graph",
    label: "Attention from outside its circle",
    meaning: "Share of the people who acted on it on whom it does not act itself.",
    unit: "share",
    sentence: {
      genuine: "People outside its own circle act on it",
      suspicious:
        "Nearly all who act on it are accounts that it acts on in return, and it acts on hardly any other",
    },
  },
  twins_count: {
    name: "twins_count",
    group: "graph",
    label: "Accounts that act as one with it",
    meaning:
      "Accounts that acted on the same accounts on the same days, as far as fingerprints of their acts tell.",
    unit: "accounts",
    sentence: {
      genuine: "No other account acts exactly as it does",
      suspicious: "{value} other accounts acted on the same accounts on the same days",
    },
  },
  established_engagers_count: {
    name: "established_engagers_count",
    group: "graph",
    label: "Trust of established accounts",
    meaning: "Established accounts that acted on it, and half as many again for those that these act on.",
    unit: "accounts",
    sentence: {
      genuine: "Established accounts, or accounts that these act on, act on it",
      suspicious: "Established accounts act on it",
    },
  },
} as const satisfies { readonly [Name in SignalName]: SignalDefinition & { readonly name: Name } };

/** The definition of the signal called `name`. */
export function signalNamed(name: SignalName): SignalDefinition {
  return DEFINITIONS[name];
}
