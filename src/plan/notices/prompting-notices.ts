// Settings of prompts and of scored texts that the model's kind or the way of asking leaves without effect.

import type { ModelFile } from "../model-files.ts";
import type { ResolvedDataset } from "../resolve.ts";
import { wayOfAsking } from "../ways-of-asking.ts";
import { hasNoEffect } from "./has-no-effect.ts";

export function ofPrompting({ config, kind, file }: ModelFile, datasets: readonly ResolvedDataset[]): string[] {
  const modes = new Set(datasets.map((dataset) => wayOfAsking(dataset.config).promptMode));
  const notices = [
    ...chatSettings(config).map((name) =>
      kind === "base"
        ? hasNoEffect([name], "a base model gets plain text: --hf-type chat uses it")
        : !modes.has("gen") && hasNoEffect([name], "texts scored by ppl or ll are plain, without the chat template"),
    ),
    kind === "chat" &&
      modes.has("ppl") &&
      "a chat model asked by ppl gets plain text without its chat template; chat models are usually asked by gen",
    kind === "chat" &&
      config.metaTemplate !== undefined &&
      !modes.has("gen") &&
      hasNoEffect(["metaTemplate"], "of a chat model it maps the roles of messages, and no messages are sent"),
    file.contextLength !== null &&
      config.maxSeqLen !== undefined &&
      config.maxSeqLen > file.contextLength &&
      `--max-seq-len ${config.maxSeqLen} is more than the model's context of ${file.contextLength} tokens, which is the limit`,
    config.padTokenId !== undefined &&
      !modes.has("ppl") &&
      hasNoEffect(["--pad-token-id"], "it is left out of perplexities, and nothing is scored by ppl or ll"),
  ];
  return notices.filter((text) => text !== false);
}

/** Where it is another model than the checkpoint that answers. */
export function ofDeviations({ file }: Pick<ModelFile, "file">): string[] {
  return file.deviations.map(({ what }) => `${what} (docs/exactness.md E16.2, E16.5)`);
}

/**
 * Beside quantised weights activations are rounded to 8 bits: which cells a prompt lies in is enough for another rounding
 * (docs/exactness.md E16.6).
 */
export function ofRounding(
  { file }: Pick<ModelFile, "file">,
  datasets: readonly ResolvedDataset[],
  isDeterministic = false,
): string[] {
  const isScored = datasets.some(({ config }) => !wayOfAsking(config).generates);
  if (!isScored || !file.roundsActivations || isDeterministic) return [];
  return [
    `log-likelihoods by quantised weights (${file.fileType ?? "mixed types"}) move by 0.05 to 0.2 with the prompts that share a batch, and options that are closer may change places; --deterministic computes each row the same way every time`,
  ];
}

function chatSettings({ systemPrompt, chatTemplateKwargs, chatTemplate }: ModelFile["config"]): string[] {
  return [
    systemPrompt !== undefined && "the system prompt",
    Object.keys(chatTemplateKwargs).length > 0 && `--chat-template-kwargs ${Object.keys(chatTemplateKwargs).join(" ")}`,
    chatTemplate !== undefined && "the chat template",
  ].filter((name) => name !== false);
}
