// A definition in OpenCompass's words: class names and snake-case options, as the golden files record its configs.

import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import type { PartSpec } from "../../src/core/spec.ts";
import { upstreamNames } from "../../src/core/upstream-names.ts";
import { upstreamEvaluators, upstreamLoaders, upstreamPostprocessors } from "./upstream-parts.ts";

export function describeDefinition({ abbr, source, reader, infer, evaluate }: DatasetConfig): Record<string, unknown> {
  const { inputColumns, outputColumn, ...splits } = reader;
  return {
    abbr,
    loader: loaderOf(source),
    inferencer: className(infer.inferencer, upstreamNames.inferencers),
    inferencer_kwargs: optionsOf(infer.inferencer),
    retriever: className(infer.retriever, upstreamNames.retrievers),
    retriever_kwargs: optionsOf(infer.retriever),
    evaluator: evaluatorOf(evaluate.evaluator),
    pred_postprocessor: evaluate.predPostprocessor ? postprocessor(evaluate.predPostprocessor) : null,
    ...(evaluate.datasetPostprocessor && { dataset_postprocessor: postprocessor(evaluate.datasetPostprocessor) }),
    ...(evaluate.predRole !== undefined && { pred_role: evaluate.predRole }),
    reader_kwargs: snakeKeys(splits),
    repeat: {},
    input_columns: inputColumns,
    output_column: outputColumn,
  };
}

/** Of several that fit, the one that says most. */
function loaderOf(source: DatasetConfig["source"]): string | undefined {
  return upstreamLoaders
    .filter(
      ({ family, options }) =>
        family === source.type && Object.entries(options).every(([key, value]) => source[key] === value),
    )
    .sort((a, b) => Object.keys(b.options).length - Object.keys(a.options).length)[0]?.upstream;
}

/** What is not built says whom it stands for. */
function evaluatorOf(part: PartSpec): unknown {
  if (part.type === "unscorable") return part.upstream;
  return className(part, upstreamEvaluators);
}

function postprocessor(part: PartSpec): Record<string, unknown> {
  return { type: className(part, upstreamPostprocessors), kwargs: optionsOf(part) };
}

function className({ type }: PartSpec, names: Readonly<Record<string, string>>): string | undefined {
  return names[String(type)]?.split(".").at(-1);
}

function optionsOf({ type: _, ...options }: PartSpec): Record<string, unknown> {
  return snakeKeys(options);
}

function snakeKeys(options: Record<string, unknown>): Record<string, unknown> {
  const renamed = Object.entries(options).map(([key, value]) => [
    key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return Object.fromEntries(renamed);
}
