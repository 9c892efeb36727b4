// The one form in which the program says that something that was asked for does nothing.

/** "a has no effect: why", "a, b have no effect: why". */
export function hasNoEffect(names: readonly string[], why: string): string {
  return `${names.join(", ")} ${names.length === 1 ? "has" : "have"} no effect: ${why}`;
}

/** "siqa", "siqa and 3 more". */
export function firstOf(ids: readonly string[]): string {
  const [first = ""] = ids;
  return ids.length > 1 ? `${first} and ${ids.length - 1} more` : first;
}
