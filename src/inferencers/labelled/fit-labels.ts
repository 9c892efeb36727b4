// Makes the prompts of a row's labels fit. All labels keep the same examples; OpenCompass drops them label by label, and what
// was dropped for one label stays dropped for those behind it, so that options of one question are asked differently.
// docs/exactness.md E7.8.

import type { Prompt } from "../../core/prompt.ts";
import { fitPrompts } from "../fit-prompt.ts";
import type { Compat, FittedPrompt, PromptedModel } from "../inferencer.ts";

export interface FittedLabels {
  prompts: FittedPrompt[];
  /** The examples that are left, per label. */
  iceIds: number[][];
  /** Of the label that lost most. */
  droppedShots: number;
  truncatedTokens: number;
  /** Upstream's way leaves the labels different numbers of examples. */
  unequalShots: boolean;
}

export interface LabelFit {
  labels: readonly string[];
  iceIds: number[];
  build(label: string, iceIds: number[]): Prompt;
  compat: Compat | undefined;
}

export function fitLabels(model: PromptedModel, { labels, iceIds, build, compat }: LabelFit): FittedLabels {
  const shared = fitPrompts(model, {
    mode: "ppl",
    outputTokens: 0,
    iceIds,
    build: (ids) => labels.map((label) => build(label, ids)),
  });
  const perLabel =
    shared.droppedShots === 0 ? labels.map(() => iceIds) : shotsLabelByLabel(model, labels, iceIds, build);
  const unequalShots = new Set(perLabel.map(({ length }) => length)).size > 1;
  if (compat !== "opencompass" || !unequalShots) {
    return { ...shared, iceIds: labels.map(() => shared.iceIds), unequalShots };
  }
  const fitted = labels.map((label, i) =>
    fitPrompts(model, {
      mode: "ppl",
      outputTokens: 0,
      iceIds: perLabel[i] as number[],
      build: (ids) => [build(label, ids)],
    }),
  );
  return {
    prompts: fitted.flatMap(({ prompts }) => prompts),
    iceIds: perLabel,
    droppedShots: iceIds.length - (perLabel.at(-1)?.length ?? 0),
    truncatedTokens: fitted.reduce((sum, { truncatedTokens }) => sum + truncatedTokens, 0),
    unequalShots,
  };
}

/** Upstream's rule: the last example goes while the label's prompt is too long, and the next label begins with what is left. */
function shotsLabelByLabel(
  model: PromptedModel,
  labels: readonly string[],
  iceIds: number[],
  build: LabelFit["build"],
): number[][] {
  const limit = model.promptLimit(0);
  const length = (label: string, ids: number[]) => model.tokenize(model.render(build(label, ids), "ppl")).length;
  let kept = iceIds;
  return labels.map((label) => {
    while (kept.length > 0 && length(label, kept) > limit) kept = kept.slice(0, -1);
    return kept;
  });
}
