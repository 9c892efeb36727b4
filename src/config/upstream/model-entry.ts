// A model entry as OpenCompass writes it: its class says the kind, and what transformers would be given has fields of our own.

import { basename } from "node:path";
import { modelAbbr } from "../../core/abbr.ts";
import { OcLocalError } from "../../core/errors.ts";
import { didYouMean } from "../../core/nearest-names.ts";
import { modelSchema } from "../model-schema.ts";
import { withTruncationSide } from "../truncation.ts";
import { type Fields, fieldNames, isFields, type Place, renamed, within, withoutNull } from "./fields.ts";
import { className, ourName } from "./part-names.ts";

const names = fieldNames(modelSchema, {
  generation_kwargs: "generation",
  model_kwargs: "placement",
  tokenizer_kwargs: "tokenizerOptions",
});

/** The older classes write roles by a meta template into plain text, as a base model is asked here. */
const kinds: Readonly<Record<string, "base" | "chat">> = {
  HuggingFaceBaseModel: "base",
  HuggingFacewithChatTemplate: "chat",
  HuggingFace: "base",
  HuggingFaceCausalLM: "base",
  HuggingFaceChatGLM3: "base",
};

/** Classes of services, and of models that another program runs. */
const served =
  /API|SDK|OpenAI|TurboMind|Lmdeploy|VLLM|Gemini|Claude|ZhiPu|ERNIE|Doubao|Hunyuan|MiniMax|MoonShot|Qwen|PanGu|XunFei|SenseTime/i;

/** Settings of transformers that have nothing to act on here. */
const ignored: Readonly<Record<string, string>> = {
  batch_padding: "nothing is padded",
  extract_pred_after_decode: "only what is generated is read",
};

const noRemoteCode = { trust_remote_code: "no remote code is ever run" };

export function modelFromUpstream(entry: Fields, place: Place): Fields {
  const { type, run_cfg, peft_path, peft_kwargs, end_str, mode, pred_postprocessor, ...rest } = withoutNull(entry);
  const plain = renamed(withoutIgnored(rest, ignored, place), names, place);
  const numGpus = gpusOf(run_cfg, place);
  const model = {
    ...plain,
    // No GPU means the CPU, as with the flag.
    ...(numGpus === 0 && plain.device === undefined && { device: "cpu" }),
    ...(plain.abbr === undefined && typeof plain.path === "string" && { abbr: abbrOf(plain.path, type) }),
    ...one("type", type && kindOf(type, place), "kind", plain, place),
    ...one("run_cfg", numGpus, "numGpus", plain, place),
    ...one("end_str", end_str === undefined ? undefined : [end_str].flat(), "stopWords", plain, place),
    ...one("peft_path", adaptersOf(peft_path, peft_kwargs, place), "adapters", plain, place),
    ...one("pred_postprocessor", thinkingTagsOf(pred_postprocessor, place), "thinkingTags", plain, place),
  };
  return withNestedNames(model, mode, place);
}

/** A field of ours out of one of theirs. */
function one(theirs: string, value: unknown, ours: string, plain: Fields, { at }: Place): Fields {
  if (value === undefined) return {};
  if (plain[ours] === undefined) return { [ours]: value };
  throw new OcLocalError("CONFIG", `${at}: "${theirs}" and "${ours}" are one field`, { hint: "keep one of the two" });
}

function kindOf(type: unknown, { at }: Place): "base" | "chat" {
  const name = className(typeof type === "function" ? type.name : String(type));
  const kind = ourName(kinds, name);
  if (kind !== undefined) return kind;
  if (served.test(name)) {
    throw new OcLocalError(
      "CONFIG",
      `${at}: type "${name}" is a model behind an API or another server, and such models are not there yet`,
      {
        hint: "give a GGUF file or an ONNX folder as path, with type HuggingFaceBaseModel or HuggingFacewithChatTemplate",
      },
    );
  }
  throw new OcLocalError("CONFIG", `${at}: there is no model type "${name}"`, {
    hint: didYouMean(name, Object.keys(kinds)) ?? `there are: ${Object.keys(kinds).join(", ")}`,
  });
}

function gpusOf(runCfg: unknown, place: Place): unknown {
  if (runCfg === undefined) return undefined;
  const inner = within(place, "run_cfg");
  if (!isFields(runCfg))
    throw new OcLocalError("CONFIG", `${inner.at}: expected an object, found ${JSON.stringify(runCfg)}`, {
      hint: 'write "run_cfg": { "num_gpus": 1 }, or with 0 for the CPU',
    });
  const { num_gpus, ...rest } = withoutIgnored(runCfg, { num_procs: "a model has one process" }, inner);
  const [unknown] = Object.keys(rest);
  if (unknown === undefined) return num_gpus;
  throw new OcLocalError("CONFIG", `${inner.at}: unknown field "${unknown}"`, { hint: "known fields: num_gpus" });
}

/** What is done to a model's answers before their dataset's postprocessor. */
function thinkingTagsOf(postprocessor: unknown, place: Place): unknown {
  if (postprocessor === undefined) return undefined;
  const { at } = within(place, "pred_postprocessor");
  const fields = isFields(postprocessor) ? postprocessor : { type: postprocessor };
  const { type, think_start_token = "<think>", think_end_token = "</think>", ...rest } = fields;
  const name = className(typeof type === "function" ? type.name : String(type));
  const [unknown] = Object.keys(rest);
  if (name.replaceAll("-", "_") !== "extract_non_reasoning_content" || unknown !== undefined) {
    const what = unknown === undefined ? `type "${name}"` : `field "${unknown}"`;
    throw new OcLocalError("CONFIG", `${at}: of a model's answers only thoughts are taken out, found ${what}`, {
      hint: "extract_non_reasoning_content with think_start_token and think_end_token; others go into a dataset's eval_cfg",
    });
  }
  return [think_start_token, think_end_token];
}

function adaptersOf(path: unknown, kwargs: unknown, place: Place): object[] | undefined {
  const inner = within(place, "peft_kwargs");
  const options = withoutIgnored(isFields(kwargs) ? kwargs : {}, noRemoteCode, inner);
  if (path !== undefined) return [path].flat().map((each) => ({ path: each, ...options }));
  if (Object.keys(options).length === 0) return undefined;
  throw new OcLocalError("CONFIG", `${inner.at}: there is no adapter`, {
    hint: "name its file with peft_path, or leave peft_kwargs out",
  });
}

function withNestedNames(model: Fields, mode: unknown, place: Place): Fields {
  const { tokenizerOptions, generation, metaTemplate } = model;
  const endTokens = { eos_token_id: "the file names its end tokens" };
  const cutsMiddle = isMiddle(mode, place);
  const options = tokenizerOptions ?? (cutsMiddle ? {} : undefined);
  return {
    ...model,
    ...(isFields(generation) && {
      generation: withoutIgnored(generation, endTokens, within(place, "generation_kwargs")),
    }),
    ...(isFields(metaTemplate) && {
      metaTemplate: withoutIgnored(metaTemplate, endTokens, within(place, "meta_template")),
    }),
    ...(isFields(options) && {
      tokenizerOptions: withTruncationSide(
        cutsMiddle ? { truncation: "middle", ...options } : options,
        `${place.at}.tokenizer_kwargs`,
      ),
    }),
  };
}

function withoutIgnored(value: Fields, why: Readonly<Record<string, string>>, place: Place): Fields {
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => {
      if (!Object.hasOwn(why, key)) return true;
      place.onIgnored(`${place.at}.${key}`, why[key] as string);
      return false;
    }),
  );
}

/** How the older classes say what a prompt that is too long loses. */
function isMiddle(mode: unknown, { at }: Place): boolean {
  if (mode === undefined || mode === "none" || mode === "mid") return mode === "mid";
  throw new OcLocalError("CONFIG", `${at}: mode ${JSON.stringify(mode)} is not known`, {
    hint: 'it is "none" or "mid"; tokenizer_kwargs.truncation has more ways',
  });
}

/** OpenCompass makes one up too where none is written; an entry of ours has no class to make it of. */
function abbrOf(path: string, type: unknown): string {
  if (type !== undefined) return modelAbbr({ type: typeof type === "function" ? type.name : String(type), path });
  return basename(path).replace(/(-\d{5}-of-\d{5})?\.(gguf|onnx)$/i, "");
}
