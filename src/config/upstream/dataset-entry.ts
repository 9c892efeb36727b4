// A dataset entry as OpenCompass writes it: reader_cfg, infer_cfg and eval_cfg, parts by their class, and the loader's class, path
// and options beside them.

import { datasetAbbr } from "../../core/abbr.ts";
import { OcLocalError } from "../../core/errors.ts";
import { didYouMean } from "../../core/nearest-names.ts";
import { upstreamNames } from "../../core/upstream-names.ts";
import { datasetSchema, promptTemplateSchema } from "../dataset-schema.ts";
import { spelledAs } from "../spelling.ts";
import { belowDataRoot } from "./data-paths.ts";
import {
  camelOptions,
  type FieldNames,
  type Fields,
  fieldNames,
  isFields,
  type Place,
  renamed,
  within,
  withoutNull,
} from "./fields.ts";
import {
  className,
  ourName,
  upstreamEvaluators,
  upstreamInferencers,
  upstreamLoaders,
  upstreamPostprocessors,
  upstreamRetrievers,
} from "./part-names.ts";

const { reader: readerSchema, infer: inferSchema, evaluate: evaluateSchema } = datasetSchema.shape;
const names = fieldNames(datasetSchema, { reader_cfg: "reader", infer_cfg: "infer", eval_cfg: "evaluate" });
const readerNames = fieldNames(readerSchema);
const inferNames = fieldNames(inferSchema);
const evaluateNames = fieldNames(evaluateSchema);
const templateNames = fieldNames(promptTemplateSchema);

export function datasetFromUpstream(entry: Fields, place: Place): Fields {
  const { reader, infer, evaluate, ...rest } = withSource(renamed(withoutNull(entry), names, place), place);
  return {
    ...rest,
    ...(reader !== undefined && { reader: isFields(reader) ? readerOf(reader, within(place, "reader_cfg")) : reader }),
    ...(infer !== undefined && { infer: isFields(infer) ? inferOf(infer, within(place, "infer_cfg")) : infer }),
    ...(evaluate !== undefined && {
      evaluate: isFields(evaluate) ? evaluateOf(evaluate, within(place, "eval_cfg")) : evaluate,
    }),
  };
}

/** In their form what is no field of an entry is the loader's. */
function withSource(entry: Fields, place: Place): Fields {
  if (entry.source !== undefined || entry.type === undefined) return withLoaderName(entry);
  const isOwn = (key: string) => Object.hasOwn(datasetSchema.shape, key);
  const entries = Object.entries(entry);
  const { path, ...options } = Object.fromEntries(entries.filter(([key]) => !isOwn(key)));
  const stray = Object.keys(options).find((key) => /c(fg|gf|onfig)$/i.test(key));
  if (stray !== undefined) {
    throw new OcLocalError("CONFIG", `${place.at}: unknown field "${stray}"`, {
      hint: didYouMean(stray, Object.keys(names)) ?? `known fields: ${Object.keys(names).join(", ")}`,
    });
  }
  return {
    ...(entry.abbr === undefined && typeof path === "string" && { abbr: abbrOf(path, options.name) }),
    ...spelledAs(Object.fromEntries(entries.filter(([key]) => isOwn(key))), entry),
    source: {
      ...withFamily(camelOptions(options, place)),
      ...(path !== undefined && { path: typeof path === "string" ? belowDataRoot(path) : path }),
    },
  };
}

function abbrOf(path: string, name: unknown): string {
  return datasetAbbr({ path, ...(typeof name === "string" && { name }) });
}

/** Our form with their class. */
function withLoaderName(entry: Fields): Fields {
  return isFields(entry.source) ? { ...entry, source: withFamily(entry.source) } : entry;
}

function withFamily({ type, ...options }: Fields): Fields {
  const loader = upstreamLoaders.find(({ upstream }) => typeof type === "string" && upstream === className(type));
  return loader === undefined ? { type, ...options } : { ...loader.options, type: loader.family, ...options };
}

function readerOf(reader: Fields, place: Place): Fields {
  const { inputColumns, ...rest } = renamed(reader, readerNames, place);
  return {
    ...(inputColumns !== undefined && {
      inputColumns: typeof inputColumns === "string" ? [inputColumns] : inputColumns,
    }),
    ...rest,
  };
}

function inferOf(infer: Fields, place: Place): Fields {
  const { promptTemplate, iceTemplate, retriever, inferencer, ...rest } = renamed(infer, inferNames, place);
  const asked = part(inferencer, upstreamInferencers, within(place, "inferencer"));
  const found = part(retriever, upstreamRetrievers, within(place, "retriever"));
  return {
    ...rest,
    ...(promptTemplate !== undefined && { promptTemplate: template(promptTemplate, within(place, "prompt_template")) }),
    ...(iceTemplate !== undefined && { iceTemplate: template(iceTemplate, within(place, "ice_template")) }),
    ...withExampleIds(found, asked),
  };
}

/** Their older configs give the inferencer the ids of the examples. */
function withExampleIds(retriever: unknown, inferencer: unknown): Fields {
  if (!isFields(retriever) || !isFields(inferencer) || retriever.fixIdList !== undefined) {
    return { ...(retriever !== undefined && { retriever }), ...(inferencer !== undefined && { inferencer }) };
  }
  const { fixIdList, ...rest } = inferencer;
  return { retriever: { ...retriever, ...(fixIdList !== undefined && { fixIdList }) }, inferencer: rest };
}

function template(value: unknown, place: Place): unknown {
  if (!isFields(value)) return value;
  const { type, ...rest } = renamed(value, templateNames, place);
  if (type === undefined || typeof type === "function") return rest;
  // The prompt hash contains the type as a config spells it; a class that is imported has its whole path.
  const isPlain = type === className(upstreamNames.template) || type === upstreamNames.template;
  return isPlain ? rest : { ...rest, upstreamType: type };
}

function evaluateOf(evaluate: Fields, place: Place): Fields {
  const { evaluator, predPostprocessor, datasetPostprocessor, ...rest } = renamed(evaluate, evaluateNames, place);
  const all = {
    evaluator: part(evaluator, upstreamEvaluators, within(place, "evaluator")),
    predPostprocessor: part(predPostprocessor, upstreamPostprocessors, within(place, "pred_postprocessor")),
    datasetPostprocessor: part(datasetPostprocessor, upstreamPostprocessors, within(place, "dataset_postprocessor")),
  };
  return { ...rest, ...Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) };
}

/** Options of a function in a config are its own. */
function part(value: unknown, classes: FieldNames, place: Place): unknown {
  if (!isFields(value) || typeof value.type !== "string") return value;
  const { type, ...options } = value;
  return { type: ourName(classes, type as string) ?? type, ...camelOptions(options, place) };
}
