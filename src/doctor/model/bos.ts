// What stands at the start of a text: whether the vocabulary has a BOS token and adds it, and whether chat prompts begin
// with exactly one.

import type { Vocabulary } from "../../engines/engine.ts";
import { type Finding, fail, info, ok, warn } from "../check.ts";
import { isControlToken } from "./control-token.ts";
import { renderSample } from "./sample-chat.ts";
import type { ModelSubject } from "./subject.ts";

const setBos =
  "take another conversion of the model, or set tokenizer.ggml.bos_token_id with llama.cpp's gguf_set_metadata.py";

export async function checkBos(subject: ModelSubject): Promise<Finding> {
  const model = await subject.file();
  const vocabulary = await subject.vocabulary();
  const { bosToken, addsBos, specialTokenIds } = vocabulary.info;
  if (bosToken === null || specialTokenIds.bos === null) {
    if (addsBos) return fail("BOS is to be added, but the file names none: texts are read without it", setBos);
    return info("the vocabulary has no BOS and adds none");
  }
  const policy = `${JSON.stringify(bosToken)} (${specialTokenIds.bos}), ${addsBos ? "put before plain texts" : "not added to plain texts"}`;
  if (addsBos && !isControlToken(vocabulary, specialTokenIds.bos)) return fail(`${policy}, is a piece of text`, setBos);
  if (model.kind === "base" || model.chatTemplate === null) return ok(policy);
  return withTemplate(policy, leadingBos(renderSample(model, vocabulary.info), vocabulary), addsBos);
}

function withTemplate(policy: string, count: number, addsBos: boolean): Finding {
  if (count > 1)
    return fail(
      `${policy}; the chat template writes it ${count} times: no such prompt was in the training`,
      "give a chat template that writes BOS once (--chat-template FILE)",
    );
  if (count === 1) return ok(`${policy}; the chat template writes it, and none is added to that`);
  if (!addsBos) return ok(`${policy}, and not written by the chat template`);
  return warn(
    `${policy}; the chat template writes none, and none is added to chat prompts`,
    "compare with the model's card: if its prompts begin with BOS, give a chat template that writes it (--chat-template FILE)",
  );
}

/** Tokens are counted, not text: that is what the model reads. */
function leadingBos(prompt: string, vocabulary: Vocabulary): number {
  const tokens = vocabulary.tokenize(prompt, { addBos: false, parseSpecial: true });
  const other = tokens.findIndex((token) => token !== vocabulary.info.specialTokenIds.bos);
  return other === -1 ? tokens.length : other;
}
