// What a complete GGUF file can be besides a model that continues text, in words. Names of architectures: llama.cpp's for those it
// knows, those of the image programs that use the format for the rest.

import type { GgufMetadata } from "./parse-header.ts";

export interface OtherKind {
  /** Completes "the file …". */
  is: string;
  hint: string;
}

export interface GgufFacts {
  metadata: GgufMetadata;
  /** `general.type`. */
  type: string;
  /** Null where the file names none. */
  architecture: string | null;
}

/** Undefined for a model that continues text. */
export function describeOtherKind(facts: GgufFacts): OtherKind | undefined {
  return byType(facts) ?? (facts.architecture === null ? undefined : byArchitecture(facts, facts.architecture));
}

const itsModel = "name the model file that it belongs to";
const other = "choose a language model; this file is complete, downloading it again changes nothing";

function byType({ type, architecture, metadata }: GgufFacts): OtherKind | undefined {
  if (type === "adapter")
    return {
      is: "is a LoRA adapter, not a model",
      hint: 'give it with --peft-path (in a config: "adapters"), and its base model with --model',
    };
  if (type === "imatrix" || (architecture === null && metadata.has("imatrix.chunk_count")))
    return { is: "holds an importance matrix (what a quantisation was weighted with), no model", hint: itsModel };
  if (type === "mmproj" || architecture === "clip")
    return { is: "holds a vision or audio projector, no model", hint: itsModel };
  if (architecture === "controlvector")
    return { is: "holds a control vector, no model", hint: `control vectors are not applied; ${itsModel}` };
  return undefined;
}

function byArchitecture({ metadata }: GgufFacts, architecture: string): OtherKind | undefined {
  if (imageModels.has(architecture))
    return { is: `is an image or video model (${architecture}) and predicts no text`, hint: other };
  if (diffusionTexts.has(architecture))
    return {
      is: `is a diffusion language model (${architecture}): it fills gaps in a text and predicts no next token`,
      hint: other,
    };
  if (architecture === "t5")
    return { is: "is an encoder-decoder model (T5), which oc-local does not run", hint: "choose a decoder-only model" };
  if (architecture === "wavtokenizer-dec") return { is: "is an audio decoder and predicts no text", hint: other };
  if (drafts.has(architecture))
    return { is: `is a draft (${architecture}) for another model, which alone can use it`, hint: itsModel };
  if (isEmbedding(metadata, architecture))
    return { is: `is an embedding model (${architecture}) and predicts no text`, hint: "choose a language model" };
  return undefined;
}

/** Models that pool what they read say how; others never do. */
function isEmbedding(metadata: GgufMetadata, architecture: string): boolean {
  if (/bert|t5encoder|embedding|-embed$/.test(architecture)) return true;
  const pooling = metadata.get(`${architecture}.pooling_type`);
  return metadata.get(`${architecture}.attention.causal`) === false || (typeof pooling === "number" && pooling > 0);
}

const imageModels: ReadonlySet<string> = new Set(
  "aura chroma cosmos flux flux2 hidream hunyuan_video hyvid ltxv lumina2 pig qwen_image sd1 sd2 sd3 sdxl svd wan z_image".split(
    " ",
  ),
);

const diffusionTexts: ReadonlySet<string> = new Set(["dream", "llada", "llada-moe", "rnd1"]);
const drafts: ReadonlySet<string> = new Set(["eagle3", "dflash", "gemma4-assistant"]);
