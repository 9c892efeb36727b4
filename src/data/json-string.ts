// The end of a string in JSON text. A loop, because a regular expression over a string of megabytes overflows the stack.

/** Index behind the closing quote of the string whose quote opens at `at`; -1 when it is never closed. */
export function endOfJsonString(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return -1;
}
