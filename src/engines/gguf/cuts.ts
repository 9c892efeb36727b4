// Where llama.cpp's tokenizers permit a cut of a text (cut-places.ts).
//
// Byte-level BPE cuts a text into words by regular expressions first. Those listed here, whatever stands around, end a word behind a
// letter or digit that has white space behind it, and look at nothing in front of a word; no rule of theirs for the end of a text
// concerns a letter or digit. SentencePiece merges neighbours wherever a token has their text: no merge crosses a place that is inside
// of no token, and then neither side changes what is merged on the other.

import { CutPlaces, holdsPair, isOfWord, pairsInside, permitsBeside } from "../cut-places.ts";
import type { GgufModel } from "../gguf.ts";
import { tokenTexts } from "./token-texts.ts";

/** `tokenizer.ggml.pre`. Not those whose words hold spaces (superbpe, exaone-moe, gemma4, …) or are cut by code of their own. */
const cutByWords: ReadonlySet<string> = new Set([
  ...[
    "default",
    "gpt-2",
    "phi-2",
    "mpt",
    "olmo",
    "jais",
    "trillion",
    "exaone4",
    "modern-bert",
    "gigachat",
    "a.x-4.0",
    "mellum",
  ],
  ...[
    "llama3",
    "llama-v3",
    "llama-bpe",
    "falcon3",
    "falcon-h1",
    "pixtral",
    "midm-2.0",
    "lfm2",
    "dbrx",
    "smaug-bpe",
    "glm4",
  ],
  ...[
    "chatglm-bpe",
    "qwen2",
    "qwen35",
    "deepseek-r1-qwen",
    "kormo",
    "megrez",
    "stablelm2",
    "hunyuan",
    "grok-2",
    "solar-open",
  ],
  ...[
    "bailingmoe",
    "bailingmoe2",
    "llada-moe",
    "seed-coder",
    "minicpm5",
    "gpt-4o",
    "llama4",
    "kanana2",
    "minimax-m2",
    "tekken",
  ],
  ...["deepseek-llm", "deepseek-coder", "deepseek-v3", "hunyuan-dense", "joyai-llm", "youtu"],
  ...["starcoder", "refact", "command-r", "smollm", "codeshell", "exaone", "minerva-7b", "mellum2"],
  ...["falcon", "bloom", "gpt3-finnish", "poro-chat", "viking"],
]);

/** Null: nowhere. */
export function ggufCuts(gguf: Pick<GgufModel, "path" | "parts" | "metadata">): CutPlaces | null {
  const kind = gguf.metadata.get("tokenizer.ggml.model");
  const isWordwise = kind === "gpt2" && cutByWords.has(String(gguf.metadata.get("tokenizer.ggml.pre") ?? "default"));
  if (!isWordwise && kind !== "llama") return null;
  const { all, control, always } = tokenTexts(gguf);
  const permits = permitsBeside([...control, ...always]);
  if (isWordwise) return new CutPlaces((before, after) => isOfWord(before) && permits(before, after));
  const merged = pairsInside(all);
  return new CutPlaces((before, after) => permits(before, after) && !holdsPair(merged, before, after));
}
