// Texts of errors, cut: what a message quotes may be a file's line, a name in a model or what a library printed, of any length.

/** A screen and a half. */
const mostLines = 60;
/** More than any path or command line of ours. */
const mostCharacters = 8000;
/** Of what is kept; the end often says what was expected. */
const keptAtEnd = 0.25;

export function cutText(text: string): string {
  const lines = text.length > mostCharacters || text.includes("\n") ? cutLines(text) : text;
  return cutMiddle(lines, mostCharacters);
}

function cutLines(text: string): string {
  let end = -1;
  for (let line = 0; line < mostLines; line += 1) {
    end = text.indexOf("\n", end + 1);
    if (end < 0) return text;
  }
  return `${text.slice(0, end)}\n… (more lines are left out)`;
}

/** Beginning and end, and between them how much is left out. */
export function cutMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const atEnd = Math.floor(most * keptAtEnd);
  const [start, end] = [text.slice(0, most - atEnd), text.slice(-atEnd)];
  return `${start} … (${text.length - most} characters left out) … ${end}`;
}
