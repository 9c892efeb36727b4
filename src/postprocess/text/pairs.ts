// Text between an opening and a closing mark, each pair as short as possible, from left to right: what the pattern
// `open(.*?)close` finds, in linear time also where openings never close.

interface Pair {
  start: number;
  end: number;
  content: string;
}

/** The contents of all pairs. */
export function contentsBetween(text: string, open: string, close: string): string[] {
  return findPairs(text, open, close).map((pair) => pair.content);
}

/** Puts `replace(content)` in the place of every pair, marks included. */
export function replacePairs(text: string, open: string, close: string, replace: (content: string) => string): string {
  let result = "";
  let at = 0;
  for (const { start, end, content } of findPairs(text, open, close)) {
    result += text.slice(at, start) + replace(content);
    at = end;
  }
  return result + text.slice(at);
}

function findPairs(text: string, open: string, close: string): Pair[] {
  const pairs: Pair[] = [];
  let start = text.indexOf(open);
  while (start >= 0) {
    const inner = start + open.length;
    const end = text.indexOf(close, inner);
    // Where one opening finds no end, no later one does.
    if (end < 0) break;
    pairs.push({ start, end: end + close.length, content: text.slice(inner, end) });
    start = text.indexOf(open, end + close.length);
  }
  return pairs;
}
