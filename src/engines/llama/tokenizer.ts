// Text to token ids and back, as llama.cpp does it for the model. BOS is put in front here and never twice.

import type { DetokenizeOptions, TokenizeOptions, Tokenizer } from "../../core/request.ts";
import type { TokenizerInfo } from "../engine.ts";
import { ControlTexts } from "../gguf/control-texts.ts";
import { ggufCuts } from "../gguf/cuts.ts";
import { TextComposer } from "../gguf/nfc.ts";
import { confirmedToken, templateTokens } from "../gguf/special-tokens.ts";
import { withVocabulary } from "../gguf/with-vocabulary.ts";
import type { GgufModel } from "../gguf.ts";
import { promptTokens } from "../prompt-tokens.ts";
import { checkTokens } from "../scheduler/check-request.ts";
import { TextPieces } from "../text-pieces.ts";
import type { Model } from "./addon.ts";

export class LlamaTokenizer implements Tokenizer {
  readonly info: TokenizerInfo;
  readonly #model: Model;
  readonly #path: string;
  readonly #endTokens: ReadonlySet<number>;
  readonly #pieces: TextPieces;

  constructor(model: Model, gguf: GgufModel) {
    const { nVocab, pad, addBos } = model.facts;
    const leavesText = (token: number) => !model.facts.controlTokens.includes(token);
    const bos = confirmedToken(gguf, "bos", { id: model.facts.bos, leavesText });
    const eos = confirmedToken(gguf, "eos", { id: model.facts.eos, leavesText });
    const endTokens = [...model.facts.endTokens].filter((token) => token !== model.facts.eos || eos !== null);
    this.#model = model;
    this.#path = gguf.path;
    this.#endTokens = new Set(endTokens);
    const composer = new TextComposer(gguf);
    const controls = new ControlTexts(gguf, {
      control: model.facts.controlTokens,
      textOf: (token) => model.tokenText(token),
    });
    this.#pieces = new TextPieces(
      (text, parseSpecial) => {
        const composed = composer.compose(text, { parseSpecial });
        return withVocabulary(this.#path, "split a text into tokens", () =>
          model.tokenize(composed, false, parseSpecial && controls.mayStandIn(composed)),
        );
      },
      () => ggufCuts(gguf),
    );
    this.info = {
      vocabularySize: nVocab,
      bosToken: bos === null ? null : model.tokenText(bos),
      eosToken: eos === null ? null : model.tokenText(eos),
      templateTokens: templateTokens(gguf, (token) => model.tokenText(token)),
      textForm: composer.form,
      specialTokenIds: { bos, eos, pad },
      endTokenIds: endTokens,
      addsBos: addBos,
      chatTemplate: gguf.chatTemplate,
    };
  }

  tokenize(text: string, options: TokenizeOptions): Int32Array {
    return promptTokens(text, options, { pieces: this.#pieces, info: this.info });
  }

  detokenize(tokens: ArrayLike<number>, { special = true }: DetokenizeOptions = {}): string {
    checkTokens(tokens, this.info, "the text to show");
    return withVocabulary(this.#path, "show tokens as text", () =>
      this.#model.detokenize(Int32Array.from(tokens), special),
    );
  }

  isEndToken(token: number): boolean {
    return this.#endTokens.has(token);
  }
}
