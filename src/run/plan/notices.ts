// What was asked for but cannot apply, or applies with a consequence, said before the run instead of passed over.

import { formatRenderTime } from "../../core/render-time.ts";
import type { Invocation } from "../invocation.ts";
import type { ModelFile } from "./model-files.ts";
import type { PlannedModel } from "./plan.ts";
import type { ResolvedDataset, ResolvedRun } from "./resolve.ts";
import { describeTaken, thinkingInForce, thinkingOf } from "./thinking-tags.ts";
import { conventionsOf, wayOfAsking } from "./ways-of-asking.ts";

export function noticesOf(
  { models, datasets }: Pick<ResolvedRun, "models" | "datasets">,
  { modelOverrides, compat, deterministic }: Pick<Invocation, "modelOverrides" | "compat" | "deterministic">,
): string[] {
  const notices = models.flatMap((model) =>
    [...ofModel(model), ...ofDatasets(model, datasets), ...ofThoughts(model, datasets)].map(
      (text) => `${model.config.abbr}: ${text}`,
    ),
  );
  if (deterministic)
    notices.push("--deterministic: rows are asked one at a time; only the prompts of one row are computed together");
  const generates = datasets.some((dataset) => wayOfAsking(dataset.config).generates);
  if (!generates && modelOverrides.stopWords !== undefined)
    notices.push("--stop-words has no effect: nothing is generated");
  if (!generates && modelOverrides.thinkingTags !== undefined)
    notices.push("--thinking-tags has no effect: nothing is generated");
  if (!generates && typeof modelOverrides.batchSize === "number")
    notices.push("--batch-size has no effect: the engine packs ppl and ll into batches by itself");
  if (compat !== undefined && datasets.every(({ config }) => conventionsOf(config).length === 0))
    notices.push("--compat has no effect: no dataset of this run is scored by label");
  const sampling = Object.keys(modelOverrides.generation ?? {}).filter((key) => /^(temperature|top_|min_p)/.test(key));
  if (sampling.length > 0 && models.some(({ config }) => !config.generation.do_sample))
    notices.push(`${sampling.join(", ")} without effect: decoding is greedy (do_sample=True samples)`);
  const fixed = datasets.filter(({ config }) => config.infer.inferencer.maxOutLen !== undefined);
  if (modelOverrides.maxOutLen !== undefined && fixed.length > 0) {
    const others = fixed.length > 1 ? ` and ${fixed.length - 1} more` : "";
    notices.push(
      `--max-out-len has no effect on ${fixed[0]?.id}${others}: the dataset sets its own, as in OpenCompass`,
    );
  }
  return notices;
}

/** What is known once prompts were rendered. */
export function dateNotices(models: readonly PlannedModel[], { date }: Pick<Invocation, "date">): string[] {
  const told = models.filter(({ tellsTime }) => tellsTime);
  if (told.length === 0) return date === undefined ? [] : ["--date has no effect: no prompt of this run holds a date"];
  return told.map(({ model }) => toldTimeNote(model.config.abbr, formatRenderTime(model.renderTime)));
}

/** Prompts that hold a date are other prompts on another day. */
export function toldTimeNote(abbr: string, time: string): string {
  return `${abbr}: its chat template writes the date into prompts; it is told ${time} (--date sets it)`;
}

function ofModel({ config, kind, file }: ModelFile): string[] {
  const { placement, tokenizerOptions, generation } = config;
  const ignored = [
    placement.device_map !== undefined && "device_map has no effect: layers are always placed automatically",
    placement.torch_dtype !== undefined &&
      `torch_dtype has no effect: the file's own type (${file.fileType ?? "unknown"}) is used`,
    (placement.trust_remote_code ?? tokenizerOptions.trust_remote_code) !== undefined &&
      "trust_remote_code has no effect: no remote code is ever run",
    tokenizerOptions.padding_side !== undefined && "padding_side has no effect: nothing is padded",
    tokenizerOptions.use_fast !== undefined && "use_fast has no effect",
    config.tokenizerPath !== undefined &&
      config.engine !== "onnx" &&
      "--tokenizer-path has no effect: a GGUF file carries its own tokenizer",
    config.engine === "onnx" && ignoredByOnnx(placement),
    kind === "base" &&
      config.systemPrompt !== undefined &&
      "the system prompt has no effect on a base model: it gets plain text",
    kind === "base" &&
      Object.keys(config.chatTemplateKwargs).length > 0 &&
      "the chat template variables have no effect on a base model",
    kind === "base" &&
      config.chatTemplate !== undefined &&
      "the chat template has no effect on a base model: --hf-type chat uses it",
    !generation.do_sample &&
      generation.seed !== 0 &&
      "the seed has no effect: decoding is greedy (do_sample=True samples)",
    file.contextLength !== null &&
      config.maxSeqLen !== undefined &&
      config.maxSeqLen > file.contextLength &&
      `--max-seq-len ${config.maxSeqLen} is more than the model's context of ${file.contextLength} tokens, which is the limit`,
    config.numGpus === 1 && config.device === "cpu" && "--num-gpus has no effect on the CPU",
  ];
  return ignored.filter((text) => text !== false);
}

/** What is not asked for and yet decides what is judged. */
function ofThoughts(model: ModelFile, datasets: readonly ResolvedDataset[]): string[] {
  const thinking = thinkingInForce(thinkingOf(model, undefined));
  if (thinking === undefined || !datasets.some(({ config }) => wayOfAsking(config).generates)) return [];
  const by = model.config.thinkingTags ?? "auto";
  return [
    `${describeTaken(thinking)}${by === "auto" ? "; its chat template names them (--thinking-tags none leaves them in)" : ""}`,
  ];
}

/** The graph decides what these settings would. */
function ignoredByOnnx(placement: ModelFile["config"]["placement"]): string | false {
  const { gpu_layers, flash_attention, kv_cache_type } = placement;
  const given = [
    gpu_layers !== "auto" && "gpu_layers",
    flash_attention !== "auto" && "flash_attention",
    kv_cache_type !== "f16" && "kv_cache_type",
  ].filter((name) => name !== false);
  return given.length > 0 && `${given.join(", ")} without effect: an ONNX graph decides it`;
}

function ofDatasets({ config, kind }: ModelFile, datasets: readonly ResolvedDataset[]): string[] {
  const ways = datasets.map((dataset) => wayOfAsking(dataset.config));
  const scoresText = ways.some(({ promptMode }) => promptMode === "ppl");
  const notices = [
    kind === "chat" &&
      scoresText &&
      "a chat model asked by ppl gets plain text without its chat template; chat models are usually asked by gen",
    !ways.some(({ generates }) => generates) &&
      config.minOutLen > 0 &&
      "--min-out-len has no effect: nothing is generated",
  ];
  return notices.filter((text) => text !== false);
}
