// A table of one's own as a dataset (OpenCompass's make_custom_dataset_config): what kind it is and how it is asked is seen from its
// columns; a file of settings beside it and flags say otherwise.

import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { z } from "zod";
import { findLoader } from "../config/catalog.ts";
import { type DatasetConfig, promptTemplateSchema } from "../config/dataset-schema.ts";
import { parseConfig } from "../config/parse.ts";
import { ourName, upstreamEvaluators } from "../config/upstream/part-names.ts";
import type { Row } from "../core/dataset.ts";
import { OcLocalError } from "../core/errors.ts";
import { listed } from "../core/listed.ts";
import { readJson } from "../data/json.ts";
import type { CustomDatasetRequest } from "../job/invocation.ts";

const metaSchema = z.looseObject({
  abbr: z.string().exactOptional(),
  data_type: z.enum(["mcq", "qa"]).exactOptional(),
  infer_method: z.enum(["gen", "ppl"]).exactOptional(),
  input_columns: z.array(z.string()).exactOptional(),
  output_column: z.string().nullable().exactOptional(),
  options: z.array(z.string()).exactOptional(),
  human_prompt: z.string().exactOptional(),
  bot_prompt: z.string().exactOptional(),
  template: promptTemplateSchema.shape.template.exactOptional(),
  test_range: z.union([z.string(), z.number()]).exactOptional(),
  evaluator: z.string().exactOptional(),
  evaluator_kwargs: z.record(z.string(), z.unknown()).exactOptional(),
});

type Meta = z.infer<typeof metaSchema>;

export interface CustomDataset {
  entry: DatasetConfig;
  /** How it is understood, for the screen. */
  note: string;
}

/** @throws OcLocalError where the file cannot be read, is empty, or asks for what cannot be. */
export async function customDataset(request: CustomDatasetRequest, cwd: string): Promise<CustomDataset> {
  const path = resolve(cwd, request.path);
  const meta = await readMeta(path, request, cwd);
  const first = await firstRow(path);
  const columns = Object.keys(first);
  const options = meta.options ?? lettersOf(columns);
  const dataType = request.dataType ?? meta.data_type ?? (options.length > 1 ? "mcq" : "qa");
  const inferMethod = request.inferMethod ?? meta.infer_method ?? "gen";
  const outputColumn =
    meta.output_column === undefined ? (columns.includes("answer") ? "answer" : null) : meta.output_column;
  const inputColumns = meta.input_columns ?? columns.filter((column) => column !== "answer");
  requirePossible({ path, dataType, inferMethod, options, outputColumn, columns });
  const reader = {
    inputColumns,
    outputColumn,
    ...(meta.test_range !== undefined && { testRange: meta.test_range }),
  };
  const entry: DatasetConfig = {
    abbr: meta.abbr ?? (basename(path).split(".")[0] as string),
    source: { type: "custom", path },
    reader,
    infer: {
      promptTemplate: { template: meta.template ?? templateOf(meta, { dataType, inferMethod, options, outputColumn }) },
      retriever: { type: "zero" },
      inferencer: { type: inferMethod === "ppl" ? "perplexity" : "generate" },
    },
    evaluate: { evaluator: evaluatorOf(meta, { dataType, inferMethod, options }) },
  };
  const kind = dataType === "mcq" ? `multiple choice of ${listed(options, 10)}` : "questions and answers";
  const asked = `asked by ${inferMethod}; the question is of ${listed(inputColumns, 10)}`;
  const reference = outputColumn === null ? "there are no references" : `the reference is ${outputColumn}`;
  return { entry, note: `${request.path}: ${kind}, ${asked}; ${reference}` };
}

/** A, B, C, … as far as they are there. */
function lettersOf(columns: readonly string[]): string[] {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const end = letters.findIndex((letter) => !columns.includes(letter));
  return letters.slice(0, end < 0 ? letters.length : end);
}

async function firstRow(path: string): Promise<Row> {
  const load = await findLoader("custom");
  const rows = await load(path, {});
  const [first] = Array.isArray(rows) ? rows : [];
  if (first !== undefined) return first;
  throw new OcLocalError("BAD_DATA", `${path} holds no rows`, {
    hint: 'write one question a line, for example {"question": "1 + 1 = ?", "answer": "2"}',
  });
}

async function readMeta(path: string, { metaPath }: CustomDatasetRequest, cwd: string): Promise<Meta> {
  const file = metaPath === undefined ? `${path}.meta.json` : resolve(cwd, metaPath);
  if (existsSync(file)) return parseConfig(metaSchema, await readJson(file), file);
  if (metaPath === undefined) return {};
  throw new OcLocalError("CONFIG", `--custom-dataset-meta-path: ${file} does not exist`, {
    hint: "name the JSON file with the dataset's settings, or leave the flag out",
  });
}

interface Kind {
  dataType: "mcq" | "qa";
  inferMethod: "gen" | "ppl";
  options: readonly string[];
}

function requirePossible({
  path,
  dataType,
  inferMethod,
  options,
  outputColumn,
  columns,
}: Kind & { path: string; outputColumn: string | null; columns: readonly string[] }): void {
  const refuse = (why: string, hint: string) => new OcLocalError("CONFIG", `${path}: ${why}`, { hint });
  if (dataType === "qa" && inferMethod === "ppl")
    throw refuse(
      "questions without options cannot be asked by ppl",
      "ask them by gen, or give the options as columns A, B, …",
    );
  if (dataType === "mcq" && options.length < 2)
    throw refuse(`multiple choice wants columns A, B, …; found: ${columns.join(", ")}`, "add a column for each option");
  if (dataType === "mcq" && outputColumn === null)
    throw refuse(
      "multiple choice wants a column with the right letter",
      'call it "answer", or name it as output_column in the settings',
    );
}

function templateOf(
  meta: Meta,
  { dataType, inferMethod, options, outputColumn }: Kind & { outputColumn: string | null },
): NonNullable<Meta["template"]> {
  const choices = dataType === "mcq" ? options.map((option) => `\n${option}. {${option}}`).join("") : "";
  const human = {
    role: "HUMAN",
    prompt: meta.human_prompt ?? (dataType === "mcq" ? `Question: {question}${choices}` : "{question}"),
  };
  if (outputColumn === null) return { round: [human] };
  const answer = dataType === "mcq" ? `Answer: {${outputColumn}}` : `{${outputColumn}}`;
  const prompt = meta.bot_prompt ?? answer;
  if (inferMethod === "gen") return { round: [human, { role: "BOT", prompt }] };
  const filled = (option: string) => ({ role: "BOT", prompt: prompt.replaceAll(`{${outputColumn}}`, () => option) });
  return Object.fromEntries(options.map((option) => [option, { round: [human, filled(option)] }]));
}

function evaluatorOf(meta: Meta, { dataType, inferMethod, options }: Kind): DatasetConfig["evaluate"]["evaluator"] {
  const isOptionText = dataType === "mcq" && inferMethod === "gen";
  const own = isOptionText && meta.evaluator === undefined ? { options: [...options] } : {};
  const named =
    meta.evaluator === undefined ? undefined : (ourName(upstreamEvaluators, meta.evaluator) ?? meta.evaluator);
  return { type: named ?? (isOptionText ? "option-sim" : "accuracy"), ...(meta.evaluator_kwargs ?? own) };
}
