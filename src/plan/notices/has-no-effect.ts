// The one form in which the program says that something that was asked for does nothing.

/** "a has no effect: why", "a, b have no effect: why". */
export function hasNoEffect(names: readonly string[], why: string): string {
  return `${names.join(", ")} ${names.length === 1 ? "has" : "have"} no effect: ${why}`;
}
