// A whole config in the words of our schemas, whichever of the two spellings it uses. Checking is the schemas' work: what is not
// recognised here stays as it is.

import { OcLocalError } from "../../core/errors.ts";
import { evalConfigSchema } from "../eval-schema.ts";
import { datasetFromUpstream } from "./dataset-entry.ts";
import {
  camelOptions,
  type FieldNames,
  type Fields,
  fieldNames,
  isFields,
  type Place,
  renamed,
  withoutNull,
} from "./fields.ts";
import { modelFromUpstream } from "./model-entry.ts";
import { className, ourName, upstreamPartitioners, upstreamRunners, upstreamTasks } from "./part-names.ts";

const names = fieldNames(evalConfigSchema);
const summarizerNames: FieldNames = { dataset_abbrs: "datasetAbbrs", summary_groups: "summaryGroups" };
const groupNames: FieldNames = { harmonic_mean: "harmonicMean" };

type Reading = (value: Fields, place: Place) => Fields;

/** @param notes Is told of fields that have no effect. */
export function configFromUpstream(value: Fields, origin: string, notes: string[]): Fields {
  const onIgnored: Place["onIgnored"] = (field, why) => notes.push(`${field} has no effect: ${why}`);
  const at = (field: string): Place => ({ at: `${origin}: ${field}`, onIgnored });
  const {
    models,
    datasets,
    summarizer,
    infer,
    eval: evalStage,
    ...rest
  } = renamed(withoutNull(value), names, { at: origin });
  return {
    ...rest,
    ...(models !== undefined && { models: list(models, modelFromUpstream, (i) => at(`models[${i}]`)) }),
    ...(datasets !== undefined && { datasets: list(datasets, datasetFromUpstream, (i) => at(`datasets[${i}]`)) }),
    ...(summarizer !== undefined && { summarizer: read(summarizer, summarizerOf, at("summarizer")) }),
    ...(infer !== undefined && { infer: read(infer, stageOf, at("infer")) }),
    ...(evalStage !== undefined && { eval: read(evalStage, stageOf, at("eval")) }),
  };
}

/** One entry may stand for a list of one, and lists may hold lists, for YAML cannot add lists. */
function list(value: unknown, reading: Reading, place: (i: number) => Place): unknown {
  if (typeof value !== "string" && !Array.isArray(value) && !isFields(value)) return value;
  return [value].flat(2).map((item: unknown, i) => read(item, reading, place(i)));
}

function read(value: unknown, reading: Reading, place: Place): unknown {
  return isFields(value) ? reading(value, place) : value;
}

function summarizerOf(summarizer: Fields, place: Place): Fields {
  const { type, summaryGroups, ...rest } = renamed(summarizer, summarizerNames, place);
  if (type !== undefined && className(String(type)) !== "DefaultSummarizer")
    throw new OcLocalError("CONFIG", `${place.at}.type: there is one summarizer, not ${JSON.stringify(type)}`, {
      hint: "leave type out, or write DefaultSummarizer",
    });
  if (!Array.isArray(summaryGroups)) return { ...rest, ...(summaryGroups !== undefined && { summaryGroups }) };
  const groups = summaryGroups.flat().map((group: unknown, i) => {
    const inGroup = { ...place, at: `${place.at}.summaryGroups[${i}]` };
    return read(group, (fields, { at }) => renamed(fields, groupNames, { at }), inGroup);
  });
  return { ...rest, summaryGroups: groups };
}

function stageOf(stage: Fields, place: Place): Fields {
  const { partitioner, runner, ...rest } = stage;
  return {
    ...rest,
    ...(partitioner !== undefined && {
      partitioner: read(partitioner, (value, { at }) => classed(value, upstreamPartitioners, { at }), place),
    }),
    ...(runner !== undefined && { runner: read(runner, runnerOf, place) }),
  };
}

function runnerOf(runner: Fields, place: Place): Fields {
  const { task, ...rest } = classed(runner, upstreamRunners, place);
  return {
    ...rest,
    ...(task !== undefined && { task: read(task, (value) => classed(value, upstreamTasks, place), place) }),
  };
}

function classed({ type, ...options }: Fields, classes: FieldNames, place: Pick<Place, "at">): Fields {
  const name = typeof type === "string" ? (ourName(classes, type) ?? type) : type;
  return { ...(type !== undefined && { type: name }), ...camelOptions(options, place) };
}
