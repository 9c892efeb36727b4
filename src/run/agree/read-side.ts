// A side's tokens as text, by its own tokenizer.

import type { DifferenceSide } from "../../core/agreement.ts";
import type { Vocabulary } from "../../engines/engine.ts";
import { withVocabulary } from "../../plan/kept-vocabulary.ts";
import type { ModelFile } from "../../plan/model-files.ts";
import type { UnreadSide } from "./find-difference.ts";

export function readSide(
  model: ModelFile,
  { option, tokens, value, before, answer }: UnreadSide,
): Promise<DifferenceSide> {
  return withVocabulary(model, (vocabulary) => {
    return { option, tokens, text: answer ?? textBehind(before, tokens, vocabulary), value };
  });
}

function textBehind(before: number | null, tokens: readonly number[], vocabulary: Vocabulary): string {
  if (before === null) return vocabulary.detokenize(Int32Array.from(tokens));
  const whole = vocabulary.detokenize(Int32Array.of(before, ...tokens));
  return whole.slice(vocabulary.detokenize(Int32Array.of(before)).length);
}
