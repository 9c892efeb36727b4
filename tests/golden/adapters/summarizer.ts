// Tables, files and short names of the default summarizer (src/report, src/core/abbr.ts) and the prompt hash.

import { createHash } from "node:crypto";
import type { DatasetConfig } from "../../../src/config/dataset-schema.ts";
import { promptHash } from "../../../src/config/prompt-hash.ts";
import { type DatasetIdentity, datasetAbbr, type ModelIdentity, modelAbbr } from "../../../src/core/abbr.ts";
import type { JsonValue } from "../../../src/core/json.ts";
import type { StoredResult, Subset, SummaryGroup } from "../../../src/core/summary.ts";
import { summaryCells } from "../../../src/report/summary/cells.ts";
import { formatCsv } from "../../../src/report/summary/csv.ts";
import { addGroup } from "../../../src/report/summary/groups.ts";
import { formatMarkdown } from "../../../src/report/summary/markdown.ts";
import {
  collectScores,
  type Scoreboard,
  type SummaryDataset,
  type SummaryModel,
} from "../../../src/report/summary/scoreboard.ts";
import { summarize } from "../../../src/report/summary/summary.ts";
import { formatText } from "../../../src/report/summary/text.ts";
import { promptHashOfList } from "../../configs/prompt-hash-of-list.ts";
import { shippedEntries } from "../../configs/shipped.ts";
import { decode, type GoldenAdapter, type GoldenCase, NotShipped } from "../golden.ts";

export const adapter: GoldenAdapter = {
  file: "summarizer",
  run(goldenCase) {
    const { op, cfg, task } = goldenCase.input;
    if (op === "summarize") return runSummarize(goldenCase);
    if (op === "model_abbr") return modelAbbr(cfg as ModelIdentity | ModelIdentity[]);
    if (op === "dataset_abbr") return datasetAbbr(cfg as DatasetIdentity);
    if (op === "task_abbr") return taskAbbr(task as TaskIdentity);
    if (op === "prompt_hash") return runPromptHash(goldenCase);
    if (op === "prompt_hash_list") return runPromptHashList(goldenCase);
    throw new Error(`unknown op ${op}`);
  },
};

interface TaskIdentity {
  models: (ModelIdentity | ModelIdentity[])[];
  /** One list per model. */
  datasets: DatasetIdentity[][];
}

/** How upstream logs a task, by the names of its models and datasets. */
function taskAbbr({ models, datasets }: TaskIdentity): string {
  const pairs = models.flatMap((model, i) =>
    (datasets[i] ?? []).map((dataset) => `${modelAbbr(model)}/${datasetAbbr(dataset)}`),
  );
  return `[${pairs.join(",")}]`;
}

type Infer = DatasetConfig["infer"];

interface InferConfig {
  prompt_template?: Record<string, unknown>;
  ice_template?: Record<string, unknown>;
  retriever: { type: string };
  inferencer: { type: string };
}

interface UpstreamInput {
  models: { abbr: string; summarizer_abbr?: string }[];
  datasets: { abbr: string; infer_cfg: InferConfig }[];
  results: Record<string, Record<string, Record<string, unknown>>>;
  summary_groups: (Omit<SummaryGroup, "harmonicMean"> & { harmonic_mean?: boolean })[];
  dataset_abbrs: Subset[] | null;
}

interface UpstreamTables {
  dataset_metrics?: Record<string, string[]>;
  table_rows_in_any_order?: string[][];
  txt?: string;
}

function runSummarize({ input, expected }: GoldenCase): unknown {
  const asked = decode(input) as UpstreamInput;
  const models = asked.models.map(
    ({ abbr, summarizer_abbr: shown }): SummaryModel => ({ abbr, ...(shown && { summarizerAbbr: shown }) }),
  );
  const datasets = asked.datasets.map(
    (dataset): SummaryDataset => ({
      abbr: dataset.abbr,
      mode: upstreamMode(dataset.infer_cfg.inferencer.type.split(".").at(-1) ?? ""),
      version: promptHash(asInfer(dataset.infer_cfg)).slice(0, 6),
    }),
  );
  const results = storedResults(asked.results);
  const groups = asked.summary_groups.map(
    ({ harmonic_mean: harmonicMean, ...group }): SummaryGroup => ({
      ...group,
      ...(harmonicMean !== undefined && { harmonicMean }),
    }),
  );
  const summary = summarize({ models, datasets, results, groups, datasetAbbrs: asked.dataset_abbrs ?? undefined });
  const picked = collectScores(models, datasets, results);
  const board = collectScores(models, datasets, results);
  for (const group of groups) addGroup(board, group);
  const wanted = expected as UpstreamTables;
  const parsed = plain(board.scores);
  const eval_mode = Object.fromEntries(board.modes);
  if (wanted.table_rows_in_any_order) {
    return { parsed, eval_mode, table_rows_in_any_order: summaryCells(summary).sort(byText) };
  }
  const txt = integersAsWritten(formatText(summary, "T0"), wanted.txt);
  return {
    picked: { metrics: Object.fromEntries(picked.metrics), eval_mode: Object.fromEntries(picked.modes) },
    parsed,
    dataset_metrics: repeatedMetrics(board, wanted.dataset_metrics ?? {}),
    eval_mode,
    table: summaryCells(summary),
    csv: formatCsv(summary),
    md: formatMarkdown(summary),
    txt,
    raw_txt: txt.split(`raw format\n${"^".repeat(128)}\n`)[1]?.replace(/\n\$+\n$/, ""),
  };
}

/** A result file as the project stores it: only `metrics` and `error` reach the summary. */
function storedResults(results: UpstreamInput["results"]): Map<string, Map<string, StoredResult>> {
  const stored = (content: Record<string, unknown>): StoredResult => {
    const { details: _, error, ...metrics } = content;
    return { metrics: metrics as StoredResult["metrics"], ...(error !== undefined && { error: error as JsonValue }) };
  };
  return new Map(
    Object.entries(results).map(([model, perDataset]) => [
      model,
      new Map(Object.entries(perDataset).map(([dataset, content]) => [dataset, stored(content)])),
    ]),
  );
}

function upstreamMode(inferencer: string): string {
  if (inferencer.includes("GenInferencer")) return "gen";
  if (/PPL(Only)?Inferencer/.test(inferencer)) return "ppl";
  return inferencer.includes("LLInferencer") ? "ll" : "unknown";
}

function plain(scores: Scoreboard["scores"]): unknown {
  return Object.fromEntries(
    [...scores].map(([model, perDataset]) => [
      model,
      Object.fromEntries([...perDataset].map(([dataset, metrics]) => [dataset, Object.fromEntries(metrics)])),
    ]),
  );
}

/**
 * Upstream appends a group's metrics to its list once per model; here each is listed once. A list that differs from the
 * expected one only by repeats is handed back in upstream's form.
 */
function repeatedMetrics(board: Scoreboard, expected: Record<string, string[]>): Record<string, string[]> {
  const lists = [...board.metrics].map(([name, metrics]): [string, string[]] => {
    const upstream = expected[name] ?? [];
    return [name, [...new Set(upstream)].join("\n") === metrics.join("\n") ? upstream : metrics];
  });
  return Object.fromEntries(lists);
}

/** JSON integers print without ".0" upstream, but JavaScript reads 10 and 10.0 alike: that difference is not compared. */
function integersAsWritten(text: string, expected: string | undefined): string {
  const plain = (written: string) => written.replace(/(: -?\d+)\.0(?=[,}])/g, "$1");
  return expected !== undefined && plain(text) === plain(expected) ? expected : text;
}

function byText(a: string[], b: string[]): number {
  return a.join("\n") < b.join("\n") ? -1 : 1;
}

/** Upstream's infer_cfg under the project's keys; class names pass through as they are. */
function asInfer({ prompt_template, ice_template, retriever, inferencer }: InferConfig): Infer {
  const infer = {
    retriever,
    inferencer,
    ...(prompt_template && { promptTemplate: asTemplate(prompt_template) }),
    ...(ice_template && { iceTemplate: asTemplate(ice_template) }),
  };
  return infer as Infer;
}

function asTemplate({ type, template, ice_token, sep_token }: Record<string, unknown>): unknown {
  // Labels that are numbers come as a Map.
  const labels = template instanceof Map ? [...template] : template;
  return { template: labels, upstreamType: type, iceToken: ice_token, sepToken: sep_token };
}

function runPromptHash({ name, input, expected }: GoldenCase): unknown {
  const config = (decode(input) as { infer_cfg: InferConfig }).infer_cfg;
  // A form of reader that upstream rewrites before it hashes; no config of this project has it.
  if ("reader_cfg" in config) throw new NotShipped(name);
  const digest = promptHash(asInfer(config));
  const canonical = String((expected as { canonical?: string }).canonical);
  const isHashOfCanonical = createHash("sha256").update(canonical).digest("hex") === digest;
  return { sha256: digest, version: digest.slice(0, 6), canonical: isHashOfCanonical ? canonical : "another text" };
}

async function runPromptHashList({ input }: GoldenCase): Promise<unknown> {
  const digest = promptHashOfList((await shippedEntries(String(input.config))).map(({ infer }) => infer));
  return { sha256: digest, version: digest.slice(0, 6) };
}
