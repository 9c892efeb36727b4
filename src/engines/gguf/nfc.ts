// Some families' tokenizers bring text to Unicode's composed form (NFC) before they cut it into tokens. A GGUF file does not
// say so, and llama.cpp does not do it, so it is done here. Which families: the tokenizer classes of transformers 5 whose
// normalizer is NFC (Qwen2Tokenizer, Qwen3_5Tokenizer, GPTNeoXTokenizer, CohereTokenizer) and the model types that use them.

import type { GgufModel } from "../gguf.ts";
import { type TakenOutTexts, tokenTexts } from "./token-texts.ts";

/** `tokenizer.ggml.pre` of llama.cpp's converter: it knows GPT-NeoX's tokenizer (Pythia's too) as "mpt" and as "olmo". */
const composing: ReadonlySet<string> = new Set(["qwen2", "qwen35", "mpt", "olmo", "command-r", "tiny_aya"]);

/** Older files leave `pre` out. */
const composingArchitectures = /^(?:qwen|gptneox$|mpt$|olmo$|olmoe$|command-r$)/;

export function composesText({ metadata, architecture }: Pick<GgufModel, "metadata" | "architecture">): boolean {
  if (metadata.get("tokenizer.ggml.model") !== "gpt2") return false;
  const pre = metadata.get("tokenizer.ggml.pre");
  if (pre === undefined || pre === "default") return composingArchitectures.test(architecture);
  // A llama that borrows the way Qwen2 cuts words says nothing of the rest of its tokenizer.
  return composing.has(String(pre)) && !(pre === "qwen2" && architecture === "llama");
}

/** Text as the model's tokenizer normalises it. */
export class TextComposer {
  /** Null: text is taken as it is. */
  readonly form: "NFC" | null;
  readonly #gguf: GgufModel;
  #takenOut: TakenOutTexts | undefined;

  constructor(gguf: GgufModel) {
    this.#gguf = gguf;
    this.form = composesText(gguf) ? "NFC" : null;
  }

  /** Tokens that are taken out of the text first stay as they are, and nothing is composed across their ends. */
  compose(text: string, { parseSpecial }: { parseSpecial: boolean }): string {
    if (this.form === null) return text;
    const composed = text.normalize(this.form);
    if (composed === text) return text;
    this.#takenOut ??= takenOutOf(this.#gguf);
    const { always, control } = this.#takenOut;
    return composeBetween(text, parseSpecial ? [...always, ...control] : always);
  }
}

function takenOutOf(gguf: GgufModel): TakenOutTexts {
  const { always, control } = tokenTexts(gguf);
  return { always, control };
}

function composeBetween(text: string, tokens: readonly string[]): string {
  const found = tokens.filter((token) => token !== "" && text.includes(token)).sort((a, b) => b.length - a.length);
  if (found.length === 0) return text.normalize("NFC");
  const escaped = found.map((token) => token.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return text
    .split(new RegExp(`(${escaped.join("|")})`, "u"))
    .map((piece, at) => (at % 2 === 1 ? piece : piece.normalize("NFC")))
    .join("");
}
