// What was asked for but cannot apply, or applies with a consequence, said before the run instead of passed over.

import type { Invocation } from "./invocation.ts";
import type { ModelFile } from "./model-files.ts";
import type { ResolvedDataset, ResolvedRun } from "./resolve.ts";

export function noticesOf(
  { models, datasets }: Pick<ResolvedRun, "models" | "datasets">,
  { modelOverrides }: Invocation,
): string[] {
  const notices = models.flatMap((model) =>
    [...ofModel(model), ...ofDatasets(model, datasets)].map((text) => `${model.config.abbr}: ${text}`),
  );
  const generates = datasets.some(({ mode }) => mode === "gen");
  if (!generates && modelOverrides.stopWords !== undefined)
    notices.push("--stop-words has no effect: nothing is generated");
  return notices;
}

function ofModel({ config, kind, gguf }: ModelFile): string[] {
  const { placement, tokenizerOptions, generation } = config;
  const ignored = [
    placement.device_map !== undefined && "device_map has no effect: layers are always placed automatically",
    placement.torch_dtype !== undefined &&
      `torch_dtype has no effect: the file's own type (${gguf.fileType ?? "unknown"}) is used`,
    (placement.trust_remote_code ?? tokenizerOptions.trust_remote_code) !== undefined &&
      "trust_remote_code has no effect: no remote code is ever run",
    tokenizerOptions.padding_side !== undefined && "padding_side has no effect: nothing is padded",
    tokenizerOptions.use_fast !== undefined && "use_fast has no effect",
    config.tokenizerPath !== undefined && "--tokenizer-path has no effect: a GGUF file carries its own tokenizer",
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
    config.numGpus === 1 && config.device === "cpu" && "--num-gpus has no effect on the CPU",
  ];
  return ignored.filter((text) => text !== false);
}

function ofDatasets({ config, kind }: ModelFile, datasets: readonly ResolvedDataset[]): string[] {
  const modes = new Set(datasets.map(({ mode }) => mode));
  const scored = modes.has("ppl") || modes.has("ll");
  const notices = [
    kind === "chat" &&
      scored &&
      "a chat model asked by ppl gets plain text without its chat template; chat models are usually asked by gen",
    !modes.has("gen") && config.minOutLen > 0 && "--min-out-len has no effect: nothing is generated",
  ];
  return notices.filter((text) => text !== false);
}
