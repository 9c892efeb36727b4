// What should be said and is not yet, by the names of its cases: each is skipped visibly. Empty once everything is said.

export const comingWith: Readonly<Record<string, string>> = {};
