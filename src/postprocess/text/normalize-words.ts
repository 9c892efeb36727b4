// OpenCompass's "general" post-processing, which evaluators of question answering apply to both sides.
// docs/exactness.md E10.1.

import { pythonRegExp } from "../../core/python-regex.ts";
import { strip } from "../../core/unicode.ts";

const cut = /[\n.,]/;
const punctuation = pythonRegExp("[^\\w\\s]", "g");
const articles = pythonRegExp("\\b(a|an|the)\\b", "ig");
const whiteSpace = pythonRegExp("\\s+", "g");

/** Text up to the first newline, full stop or comma, without punctuation and articles, white space squeezed. */
export function normalizeWords(text: string): string {
  const end = text.search(cut);
  const head = end < 0 ? text : text.slice(0, end);
  return strip(head.replace(punctuation, "").replace(articles, "").replace(whiteSpace, " "));
}
