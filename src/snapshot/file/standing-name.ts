/** Names of the counts in the table `standings`. */
export const standingName = {
  score: (network: string) => `score|${network}`,
  feature: (network: string, feature: string) => `feature|${network}|${feature}`,
  quality: (network: string, quality: string, audience: string) =>
    `quality|${network}|${quality}|${audience}`,
};
