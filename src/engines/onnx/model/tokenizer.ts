// Text to token ids and back by a model's tokenizer.json, through Hugging Face's tokenizers in JavaScript. BOS is put in front here
// and never twice.

import { Tokenizer as TokenizerLibrary } from "@huggingface/tokenizers";
import { errorMessage, OcLocalError } from "../../../core/errors.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import type { DetokenizeOptions, TokenizeOptions, Tokenizer } from "../../../core/request.ts";
import type { TokenizerInfo } from "../../engine.ts";
import { promptTokens } from "../../prompt-tokens.ts";
import { checkTokens } from "../../scheduler/check-request.ts";
import { TextPieces } from "../../text-pieces.ts";
import { tokenizerJsonCuts } from "./cuts.ts";
import type { OnnxFolder } from "./folder.ts";
import { findBeyondTokenizerBounds } from "./tokenizer-bounds.ts";
import { exactDecoder } from "./tokenizer-parts/decoders.ts";
import { exactNormalizer } from "./tokenizer-parts/normalizers.ts";
import { exactPreTokenizer } from "./tokenizer-parts/pre-tokenizers.ts";
import { type Limited, limitedBy, ownTokenizerHint } from "./tokenizer-time.ts";

export class OnnxTokenizer implements Tokenizer {
  readonly info: TokenizerInfo;
  readonly #parsing: TokenizerLibrary;
  /** The same without control tokens: their text is text. */
  readonly #plain: TokenizerLibrary;
  readonly #control: ReadonlySet<number>;
  readonly #endTokens: ReadonlySet<number>;
  readonly #pieces: TextPieces;
  readonly #joining: Limited;

  /** @param vocabularySize Of the graph. @throws OcLocalError MODEL_FILE where the tokenizer is none of this graph. */
  constructor(folder: OnnxFolder, vocabularySize: number | null) {
    requireBounds(folder);
    const size = checkVocabulary(folder, vocabularySize);
    const cutting = limitedBy(folder, ["normalizer", "pre_tokenizer"]);
    this.#joining = limitedBy(folder, ["decoder"]);
    this.#parsing = openLibrary(folder, folder.tokenizer);
    this.#plain = openLibrary(folder, { ...folder.tokenizer, added_tokens: addedTokens(folder).filter(isText) });
    this.#pieces = new TextPieces(
      (text, parseSpecial) => {
        const library = parseSpecial ? this.#parsing : this.#plain;
        return cutting(text, () => library.encode(text, { add_special_tokens: false })).ids;
      },
      () => tokenizerJsonCuts(folder.tokenizer),
    );
    const control = addedTokens(folder).filter((token) => !isText(token));
    this.#control = new Set(control.map(({ id }) => Number(id)));
    const ids = specialIds(folder, this.#parsing);
    this.#endTokens = new Set(endTokens(folder, ids.eos));
    this.info = {
      vocabularySize: size,
      bosToken: this.#text(ids.bos),
      eosToken: this.#text(ids.eos),
      templateTokens: templateTokens(folder),
      textForm: textForm(folder.tokenizer.normalizer),
      specialTokenIds: ids,
      endTokenIds: [...this.#endTokens],
      addsBos: addsBos(folder, { library: this.#parsing, bos: ids.bos, limited: cutting }),
      chatTemplate: folder.chatTemplate,
    };
  }

  tokenize(text: string, options: TokenizeOptions): Int32Array {
    return promptTokens(text, options, { pieces: this.#pieces, info: this.info });
  }

  detokenize(tokens: ArrayLike<number>, { special = true }: DetokenizeOptions = {}): string {
    checkTokens(tokens, this.info, "the text to show");
    // A graph can have more ids than the tokenizer has tokens: those leave no text.
    const isToken = (id: number) => this.#parsing.id_to_token(id) !== undefined;
    const shown = Array.from(tokens).filter((token) => isToken(token) && (special || !this.#control.has(token)));
    if (shown.length === 0) return "";
    const options = { skip_special_tokens: false, clean_up_tokenization_spaces: false };
    return this.#joining(shown, () => this.#parsing.decode(shown, options));
  }

  isEndToken(token: number): boolean {
    return this.#endTokens.has(token);
  }

  #text(id: number | null): string | null {
    return id === null ? null : (this.#parsing.id_to_token(id) ?? null);
  }
}

function requireBounds({ path, tokenizer }: OnnxFolder): void {
  const wrong = findBeyondTokenizerBounds(tokenizer);
  if (wrong !== undefined)
    throw new OcLocalError("MODEL_FILE", `the tokenizer of ${path} ${wrong}`, { hint: ownTokenizerHint });
}

function openLibrary({ path, tokenizerConfig }: OnnxFolder, tokenizer: JsonObject): TokenizerLibrary {
  try {
    const { normalizer, pre_tokenizer: preTokenizer, decoder } = tokenizer;
    const library = new TokenizerLibrary({ ...tokenizer, pre_tokenizer: null, decoder: null }, tokenizerConfig);
    if (isJsonObject(normalizer)) library.normalizer = exactNormalizer(normalizer);
    if (isJsonObject(preTokenizer)) library.pre_tokenizer = exactPreTokenizer(preTokenizer);
    if (isJsonObject(decoder)) library.decoder = exactDecoder(decoder);
    requirePlainAddedTokens(tokenizer);
    return library;
  } catch (error) {
    throw new OcLocalError("MODEL_FILE", `the tokenizer of ${path} cannot be used: ${errorMessage(error)}`, {
      hint: ownTokenizerHint,
      cause: error,
    });
  }
}

/** The library takes such a token also out of the middle of a word. */
function requirePlainAddedTokens({ added_tokens: added }: JsonObject): void {
  const single = (Array.isArray(added) ? added : []).find((token) => isJsonObject(token) && token.single_word === true);
  if (isJsonObject(single))
    throw new Error(`the token ${JSON.stringify(single.content)} is one that stands as a word only`);
}

function addedTokens({ tokenizer }: OnnxFolder): JsonObject[] {
  return Array.isArray(tokenizer.added_tokens) ? tokenizer.added_tokens.filter(isJsonObject) : [];
}

/** An added token that is no control token is a word like others. */
function isText({ special }: JsonObject): boolean {
  return special !== true;
}

/** Padding to a round size makes a graph's vocabulary the larger one; the other way round the tokenizer is of another model. */
function checkVocabulary(folder: OnnxFolder, graphSize: number | null): number {
  const { path, tokenizer, config } = folder;
  const vocabulary = isJsonObject(tokenizer.model) ? tokenizer.model.vocab : undefined;
  const ids = vocabularyIds(vocabulary);
  if (ids.length === 0)
    throw new OcLocalError("MODEL_FILE", `the tokenizer of ${path} has no vocabulary`, {
      hint: ownTokenizerHint,
    });
  const highest = [...ids, ...addedTokens(folder).map(({ id }) => Number(id))].reduce((a, b) => Math.max(a, b));
  const told = typeof config.vocab_size === "number" ? config.vocab_size : null;
  const size = graphSize ?? told ?? highest + 1;
  if (highest >= size)
    throw new OcLocalError(
      "MODEL_FILE",
      `${path}: the tokenizer has tokens up to ${highest}, the graph's vocabulary has ${size}`,
      { hint: "tokenizer and graph belong to different models: bring those of one checkpoint" },
    );
  return size;
}

/** BPE and WordPiece map texts to ids; Unigram lists pieces in the order of their ids. */
function vocabularyIds(vocabulary: JsonValue | undefined): number[] {
  if (Array.isArray(vocabulary)) return vocabulary.map((_, id) => id);
  return isJsonObject(vocabulary) ? Object.values(vocabulary).map(Number) : [];
}

function specialIds(folder: OnnxFolder, library: TokenizerLibrary): TokenizerInfo["specialTokenIds"] {
  const idOf = (name: "bos" | "eos" | "pad"): number | null => {
    const named = textOf(folder.tokenizerConfig[`${name}_token`]);
    const byText = named === null ? undefined : library.token_to_id(named);
    const listed = folder.config[`${name}_token_id`] ?? folder.generationConfig[`${name}_token_id`];
    const byId = Array.isArray(listed) ? listed[0] : listed;
    return byText ?? (typeof byId === "number" ? byId : null);
  };
  return { bos: idOf("bos"), eos: idOf("eos"), pad: idOf("pad") };
}

/** As transformers takes them: of ids in config.json a chat template knows nothing. */
function templateTokens({ tokenizerConfig }: OnnxFolder): Record<string, string> {
  const names = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];
  const named = names.map((name) => [name, textOf(tokenizerConfig[name])] as const);
  return Object.fromEntries(named.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** The last one of a sequence of normalizers decides. */
function textForm(normalizer: JsonValue | undefined): TokenizerInfo["textForm"] {
  if (!isJsonObject(normalizer)) return null;
  const inner = Array.isArray(normalizer.normalizers) ? normalizer.normalizers.map(textForm) : [];
  const { type } = normalizer;
  if (type === "NFC" || type === "NFD" || type === "NFKC" || type === "NFKD") return type;
  return inner.findLast((form) => form !== null) ?? null;
}

/** Special tokens are written as their text or as an object that holds it. */
function textOf(token: JsonValue | undefined): string | null {
  if (typeof token === "string") return token;
  return isJsonObject(token) && typeof token.content === "string" ? token.content : null;
}

function endTokens({ generationConfig, config }: OnnxFolder, eos: number | null): number[] {
  const listed = [generationConfig.eos_token_id ?? config.eos_token_id ?? []].flat().map(Number);
  return eos === null ? listed : [...listed, eos];
}

/** What the tokenizer itself puts in front of a text; older ones leave it to their configuration. */
function addsBos(
  { tokenizerConfig }: OnnxFolder,
  { library, bos, limited }: { library: TokenizerLibrary; bos: number | null; limited: Limited },
): boolean {
  if (bos === null) return false;
  return limited("a", () => library.encode("a").ids[0]) === bos || tokenizerConfig.add_bos_token === true;
}
