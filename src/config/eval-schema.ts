// A whole evaluation: models × datasets, how tasks are cut and run, what the table shows.

import { z } from "zod";
import type { SummaryGroup } from "../core/summary.ts";
import { datasetSchema } from "./dataset-schema.ts";
import { modelSchema } from "./model-schema.ts";
import { evalStageSchema, inferSchema } from "./runner-schema.ts";

export const subset = z.union([z.string(), z.tuple([z.string(), z.string()])]);

export const summaryGroupSchema: z.ZodType<SummaryGroup> = z.strictObject({
  name: z.string(),
  subsets: z.array(subset),
  metric: z.string().exactOptional(),
  weights: z.record(z.string(), z.number()).exactOptional(),
  std: z.boolean().exactOptional(),
  sum: z.boolean().exactOptional(),
  harmonicMean: z.boolean().exactOptional(),
  transforms: z.record(z.string(), z.string()).exactOptional(),
});

export const evalConfigSchema = z.strictObject({
  models: z.array(modelSchema).default([]),
  datasets: z.array(datasetSchema).default([]),
  summarizer: z
    .strictObject({
      datasetAbbrs: z.array(subset).exactOptional().describe("rows of the table; default: every dataset and group"),
      summaryGroups: z.array(summaryGroupSchema).default([]),
    })
    .prefault({}),
  workDir: z.string().exactOptional().describe("folder of the timestamped run folders"),
  date: z
    .string()
    .exactOptional()
    .describe("told to chat templates that ask for the date; default: when the run starts"),
  larkBotUrl: z.string().exactOptional().describe("webhook of the Feishu or Lark bot that --lark reports to"),
  hook: z.string().exactOptional().describe("command that --hook runs when a run starts, ends or a task fails"),
  infer: inferSchema.exactOptional().describe("how inference is cut into tasks and where it runs; default: here"),
  eval: evalStageSchema.exactOptional().describe("accepted as OpenCompass writes it; evaluation runs here"),
});

/** The outside of a config file: its entries are looked up and checked one by one. */
export const configFileSchema = z.looseObject({
  workDir: z.string().exactOptional(),
  date: z.string().exactOptional(),
  larkBotUrl: z.string().exactOptional(),
  hook: z.string().exactOptional(),
  models: z.array(z.union([z.string(), z.looseObject({})])).exactOptional(),
  datasets: z.array(z.union([z.string(), z.looseObject({})])).exactOptional(),
});

/** An evaluation as a config file writes it. */
export type EvalConfigInput = z.input<typeof evalConfigSchema>;
export type EvalConfig = z.output<typeof evalConfigSchema>;
