// Settings of generated answers that cannot apply: nothing is generated, a dataset decides, or decoding is greedy.

import type { ModelConfig, ModelInput } from "../../config/model-schema.ts";
import { listed } from "../../core/listed.ts";
import { outLenOf } from "../../core/out-len.ts";
import type { ResolvedDataset } from "../resolve.ts";
import { wayOfAsking } from "../ways-of-asking.ts";
import { hasNoEffect } from "./has-no-effect.ts";

type Overrides = Partial<ModelInput>;

/** Flags, which hold for every model. */
export function ofGenerationFlags(overrides: Overrides, datasets: readonly ResolvedDataset[]): string[] {
  const generated = datasets.filter(({ config }) => wayOfAsking(config).generates);
  if (generated.length > 0) return ofDatasetsOwn(overrides, generated);
  const flags = [
    overrides.maxOutLen !== undefined && "--max-out-len",
    overrides.overruleOutLen !== undefined && "--overrule-out-len",
    overrides.minOutLen !== undefined && "--min-out-len",
    overrides.stopWords !== undefined && "--stop-words",
  ];
  const given = [...flags.filter((flag) => flag !== false), ...Object.keys(overrides.generation ?? {})];
  return given.length === 0 ? [] : [hasNoEffect(given, "nothing is generated")];
}

/** An inferencer's own limits win, as in OpenCompass. */
function ofDatasetsOwn(overrides: Overrides, generated: readonly ResolvedDataset[]): string[] {
  return (["maxOutLen", "minOutLen"] as const).flatMap((field) => {
    const own = generated.filter(({ config }) => config.infer.inferencer[field] !== undefined);
    const isOverruled = field === "maxOutLen" && overrides.overruleOutLen === true;
    if (overrides[field] === undefined || own.length === 0 || isOverruled) return [];
    const flag = field === "maxOutLen" ? "--max-out-len" : "--min-out-len";
    const remedy = field === "maxOutLen" ? " (--overrule-out-len overrules it)" : "";
    const ids = listed(
      own.map(({ id }) => id),
      1,
    );
    return [`${flag} has no effect on ${ids}: the dataset sets its own, as in OpenCompass${remedy}`];
  });
}

/** Of one model: a config may ask for it as well as a flag. */
export function ofSampling(
  { generation }: Pick<ModelConfig, "generation">,
  given: Overrides["generation"],
  datasets: readonly ResolvedDataset[],
): string[] {
  const generated = datasets.filter(({ config }) => wayOfAsking(config).generates);
  if (generated.length === 0) return [];
  const drawing = generated.filter(({ config }) => wayOfAsking(config).setsSampling === true);
  const isDrawn = generation.do_sample && generation.temperature > 0 && drawing.length < generated.length;
  if (isDrawn) return [];
  const ignored = (drawing.length > 0 ? ownToDrawing : ownToSampling).filter(
    (name) => given?.[name] !== undefined || generation[name] !== neutral[name],
  );
  if (ignored.length === 0) return [];
  const ids = listed(
    drawing.map(({ id }) => id),
    1,
  );
  const greedy = generation.do_sample
    ? "temperature=0 is greedy decoding"
    : "decoding is greedy (do_sample=True samples)";
  return [hasNoEffect(ignored, drawing.length > 0 ? `${ids} sets its own sampling, as in OpenCompass` : greedy)];
}

const neutral = { temperature: 1, top_k: 50, top_p: 1, min_p: 0, seed: 0 };
const ownToSampling = ["temperature", "top_k", "top_p", "min_p", "seed"] as const;
/** Of a dataset that draws several answers per row; the rest of the model's settings holds for it. */
const ownToDrawing = ["temperature", "top_k", "top_p"] as const;

/** An answer that may not end before it has to end: every one is cut. A dataset's limit is said, the model's own is refused. */
export function ofLengths(
  { minOutLen, ...limit }: Pick<ModelConfig, "minOutLen" | "maxOutLen" | "overruleOutLen">,
  datasets: readonly ResolvedDataset[],
): string[] {
  return datasets.flatMap(({ id, config }) => {
    if (!wayOfAsking(config).generates) return [];
    const least = config.infer.inferencer.minOutLen ?? minOutLen;
    const most = outLenOf(limit, config.infer.inferencer.maxOutLen);
    if (Number(least) <= Number(most)) return [];
    return [`no answer of ${id} may end before ${least} tokens, and its limit is ${most}: every answer is cut there`];
  });
}
