// Text to token ids and back, as llama.cpp does it for the model. BOS is put in front here and never twice.

import type { LlamaModel, Token } from "node-llama-cpp";
import type { DetokenizeOptions, TokenizeOptions, Tokenizer } from "../../core/request.ts";
import type { TokenizerInfo } from "../engine.ts";
import { ggufCuts } from "../gguf/cuts.ts";
import { TextComposer } from "../gguf/nfc.ts";
import { confirmedToken, templateTokens } from "../gguf/special-tokens.ts";
import { withVocabulary } from "../gguf/with-vocabulary.ts";
import type { GgufModel } from "../gguf.ts";
import { promptTokens } from "../prompt-tokens.ts";
import { checkTokens } from "../scheduler/check-request.ts";
import { TextPieces } from "../text-pieces.ts";

export class ModelTokenizer implements Tokenizer {
  readonly info: TokenizerInfo;
  readonly #model: LlamaModel;
  readonly #path: string;
  readonly #pieces: TextPieces;
  /** An end token that llama.cpp only assumes, and that is text. */
  readonly #falseEnd: number | null;
  #endTokens: Token[] | undefined;

  constructor(model: LlamaModel, gguf: GgufModel) {
    this.#model = model;
    this.#path = gguf.path;
    const pad = gguf.metadata.get("tokenizer.ggml.padding_token_id");
    const { bosString, eosString, shouldPrependBosToken } = model.tokens;
    const leavesText = (token: number) => model.detokenize([token as Token], false) !== "";
    const bos = confirmedToken(gguf, "bos", { id: model.tokens.bos, leavesText });
    const eos = confirmedToken(gguf, "eos", { id: model.tokens.eos, leavesText });
    this.#falseEnd = eos === null ? model.tokens.eos : null;
    const composer = new TextComposer(gguf);
    this.#pieces = new TextPieces(
      (text, parseSpecial) =>
        // Without "trimLeadingSpace" this is llama.cpp's own result: sentencepiece models get their space in front.
        withVocabulary(this.#path, "split a text into tokens", () =>
          model.tokenize(composer.compose(text, { parseSpecial }), parseSpecial),
        ),
      () => ggufCuts(gguf),
    );
    this.info = {
      vocabularySize: gguf.vocabularySize,
      bosToken: bos === null ? null : bosString,
      eosToken: eos === null ? null : eosString,
      templateTokens: templateTokens(gguf, (token) => model.detokenize([token as Token], true)),
      textForm: composer.form,
      specialTokenIds: { bos, eos, pad: typeof pad === "number" ? pad : null },
      addsBos: shouldPrependBosToken,
      chatTemplate: gguf.chatTemplate,
    };
  }

  tokenize(text: string, options: TokenizeOptions): Int32Array {
    return promptTokens(text, options, { pieces: this.#pieces, info: this.info });
  }

  detokenize(tokens: ArrayLike<number>, { special = true }: DetokenizeOptions = {}): string {
    checkTokens(tokens, this.info, "the text to show");
    return withVocabulary(this.#path, "show tokens as text", () =>
      this.#model.detokenize(Array.from(tokens) as Token[], special),
    );
  }

  isEndToken(token: number): boolean {
    return token !== this.#falseEnd && this.#model.isEogToken(token as Token);
  }

  /** All tokens that end a generation: EOS, end of turn and what else llama.cpp counts among them. */
  get endTokens(): readonly Token[] {
    this.#endTokens ??= [...this.#model.iterateAllTokens()].filter((token) => this.isEndToken(token));
    return this.#endTokens;
  }
}
