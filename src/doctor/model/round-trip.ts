// Whether text comes back from its tokens: what is lost or changed on the way, the model never sees.

import type { Tokenizer } from "../../core/request.ts";
import type { GgufModel } from "../../engines/gguf.ts";
import { type Finding, fail, ok, warn } from "../check.ts";
import type { ModelSubject } from "./subject.ts";

const samples: readonly [kind: string, text: string][] = [
  ["English", "The quick answer isn't always right; check it twice."],
  ["digits", "In 2024, 3 x 17 = 51 and 1,000.5 / 2 = 500.25."],
  ["Chinese", "下列选项中，正确的是哪一项？请选择“甲”或“乙”。"],
  ["code", 'def f(x):\n    if x > 0:\n\treturn {"a": [x, -x]}\n'],
  ["whitespace", "one  two   three\n\n\n    four\t\tfive"],
  ["emoji", "fine 🙂 or 👩‍💻, naïve café"],
];

/** What no language model can do without; the others are a matter of what it was made for. */
const essential = new Set(["English", "digits"]);

export async function checkRoundTrip(subject: ModelSubject): Promise<Finding> {
  const { gguf } = await subject.file();
  const vocabulary = await subject.vocabulary();
  const differing = roundTripDifferences(vocabulary);
  if (differing.length > 0) {
    const detail = `text does not come back from its tokens: ${differing.map(({ words }) => words).join(", ")}`;
    return differing.some(({ kind }) => essential.has(kind))
      ? fail(detail, "the vocabulary is damaged or incomplete: take another conversion of the model")
      : warn(detail, "do not compare scores on such texts: the model does not see all of them");
  }
  const unknownSplit = gguf === undefined ? null : splitProblem(gguf);
  if (unknownSplit !== null)
    return warn(unknownSplit, "take a newer conversion of the model: text is cut into other tokens than it learned");
  const { textForm } = vocabulary.info;
  const form =
    textForm === null ? "" : `; text is brought to Unicode's ${textForm} first, as the checkpoint's tokenizer does`;
  return ok(`${samples.map(([kind]) => kind).join(", ")} come back unchanged${form}`);
}

/** The kinds of text that do not come back, each with the first place in words. */
export function roundTripDifferences(tokenizer: Tokenizer): { kind: string; words: string }[] {
  return samples.flatMap(([kind, text]) => {
    const back = tokenizer.detokenize(tokenizer.tokenize(text, { addBos: false, parseSpecial: false }));
    const difference = describeDifference(text, back);
    return difference === null ? [] : [{ kind, words: `${kind} (${difference})` }];
  });
}

/**
 * Null where nothing that matters differs: sentencepiece vocabularies put one space in front of a text.
 * @param text What was tokenized. @param back What its tokens say.
 */
export function describeDifference(text: string, back: string): string | null {
  if (back === text || back === ` ${text}`) return null;
  const characters = [...text];
  const found = [...back];
  const at = characters.findIndex((character, i) => character !== found[i]);
  const place = at === -1 ? characters.length : at;
  const show = (list: string[]) => JSON.stringify(list.slice(place, place + 6).join(""));
  return `at character ${place + 1} ${show(characters)} became ${show(found)}`;
}

/** Byte-pair vocabularies cut text by an expression first; without its name llama.cpp takes one that fits few models. */
function splitProblem({ metadata }: GgufModel): string | null {
  if (metadata.get("tokenizer.ggml.model") !== "gpt2") return null;
  const expression = metadata.get("tokenizer.ggml.pre");
  if (expression === undefined) return "the file does not name its split expression (tokenizer.ggml.pre)";
  return expression === "default"
    ? 'the split expression is "default", which converters write for want of a better'
    : null;
}
