/** What is not installed of the two databases, with how to get it; empty when both are there. */
export function databasesMissing(): readonly string[];
