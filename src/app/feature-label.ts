import { FEATURES } from "../features/registry.ts";

const LABELS = new Map<string, string>(FEATURES.map(({ name, label }) => [name, label]));

/** What tables call the feature called `name`; a name that the registry no longer has is given back in words. */
export function featureLabel(name: string): string {
  return LABELS.get(name) ?? name.replaceAll("_", " ");
}
