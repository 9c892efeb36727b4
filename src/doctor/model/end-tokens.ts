// What ends an answer: EOS, and the token that the chat template writes behind an answer, which must be known as an end or
// every answer runs on to the length limit. Also the token that perplexity leaves out.

import type { Vocabulary } from "../../engines/engine.ts";
import type { ModelFile } from "../../plan/plan-run.ts";
import { type Finding, fail, ok } from "../check.ts";
import { isControlToken } from "./control-token.ts";
import { answer, nextQuestion, question, renderSample } from "./sample-chat.ts";
import type { ModelSubject } from "./subject.ts";

const setEos = "set tokenizer.ggml.eos_token_id with llama.cpp's gguf_set_metadata.py, or take another conversion";

export async function checkEndTokens(subject: ModelSubject): Promise<Finding> {
  const model = await subject.file();
  const vocabulary = await subject.vocabulary();
  const { eosToken, specialTokenIds } = vocabulary.info;
  if (specialTokenIds.eos === null || eosToken === null)
    return fail("the file names no EOS token: answers end at the length limit only", setEos);
  const eos = `EOS ${JSON.stringify(eosToken)} (${specialTokenIds.eos})`;
  if (!isControlToken(vocabulary, specialTokenIds.eos))
    return fail(`${eos} (the file names it) is a piece of text: answers would end inside a sentence`, setEos);
  const turn = endOfTurn(model, vocabulary);
  const pad = specialTokenIds.pad === null ? "no pad token, EOS is taken for it" : `pad ${specialTokenIds.pad}`;
  if (turn === null) return ok(`${eos}; ${pad}`);
  const shown = JSON.stringify(vocabulary.detokenize(Int32Array.of(turn)));
  const { endTokenIds } = vocabulary.info;
  if (endTokenIds !== undefined && !endTokenIds.includes(turn))
    return fail(
      `${eos}; the chat template ends an answer with ${shown} (${turn}), which does not end a generation`,
      `give it as a stop word (--stop-words ${shown}), or set tokenizer.ggml.eot_token_id in the file`,
    );
  return ok(`${eos}; answers end with ${shown}${endTokenIds === undefined ? "" : ", a known end"}; ${pad}`);
}

/** The first control token behind an answer; null where the template writes none there, or there is no template. */
function endOfTurn(model: ModelFile, vocabulary: Vocabulary): number | null {
  if (model.kind === "base" || model.chatTemplate === null) return null;
  const text = renderSample(model, vocabulary.info, [question, answer, nextQuestion]);
  const start = text.indexOf(answer.content) + answer.content.length;
  const behind = text.slice(start, text.indexOf(nextQuestion.content, start));
  const tokens = vocabulary.tokenize(behind, { addBos: false, parseSpecial: true });
  return tokens.find((token) => isControlToken(vocabulary, token)) ?? null;
}
