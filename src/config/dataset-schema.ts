// One dataset entry of a config: what is read, how it is asked, how the answers are scored. The three parts are
// independent, as in OpenCompass (reader_cfg, infer_cfg, eval_cfg), and `infer` mirrors infer_cfg key by key, because the
// prompt hash of the table is computed from it.

import { z } from "zod";
import type { PartFactory } from "../core/spec.ts";

const partType = z.union([z.string().min(1), z.custom<PartFactory>((value) => typeof value === "function")]);

/** `{ type, ...options }`; the options are checked by the part itself. */
export const partSchema = z.looseObject({ type: partType });

const roleItem = z.strictObject({
  role: z.string(),
  fallback_role: z.string().exactOptional(),
  prompt: z.string().exactOptional(),
  begin: z.string().exactOptional(),
  end: z.string().exactOptional(),
  generate: z.boolean().exactOptional(),
});
const section = z.array(z.union([z.string(), roleItem]));
const frame = z.union([z.string(), roleItem, section]);
const roundTemplate = z.strictObject({
  begin: frame.exactOptional(),
  round: section.exactOptional(),
  end: frame.exactOptional(),
});
const oneTemplate = z.union([z.string(), roundTemplate]);
const label = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const template = z.union([
  // First: a map would pass for an object without fields.
  z.map(label, oneTemplate).transform((perLabel) => [...perLabel]),
  oneTemplate,
  z.record(z.string(), oneTemplate),
  z.array(z.tuple([label, oneTemplate])).min(1),
]);

export const promptTemplateSchema = z.strictObject({
  template,
  iceToken: z.string().exactOptional().describe("marks where in-context examples are put"),
  sepToken: z.string().exactOptional().describe("removed from prompts, kept in examples"),
  upstreamType: z
    .string()
    .exactOptional()
    .describe("how OpenCompass's config spells the template's type; enters the prompt hash only"),
});

const range = z.union([z.string(), z.number()]);
const readerSchema = z.strictObject({
  inputColumns: z.array(z.string()).describe("columns the prompt reads"),
  outputColumn: z.string().nullable().describe("column of the reference answer"),
  trainSplit: z.string().exactOptional(),
  testSplit: z.string().exactOptional(),
  trainRange: range.exactOptional(),
  testRange: range.exactOptional().describe('Python slice such as "[0:64]", or a count or fraction of shuffled rows'),
});

export const datasetSchema = z.strictObject({
  abbr: z.string().min(1).describe("short name in paths and tables"),
  source: z
    .looseObject({ type: partType, path: z.string() })
    .describe("loader (a dataset family's name, or a function) and the path below the data root"),
  reader: readerSchema,
  infer: z.strictObject({
    promptTemplate: promptTemplateSchema.exactOptional(),
    iceTemplate: promptTemplateSchema.exactOptional(),
    retriever: partSchema,
    inferencer: partSchema,
  }),
  continuation: z
    .union([
      z.strictObject({ after: z.string().min(1).describe("text in front of the answer; its last occurrence counts") }),
      z.strictObject({ column: z.string().min(1).describe("column whose text ends the prompt of every label") }),
    ])
    .exactOptional()
    .describe(
      "which part of a label's prompt ll.* score; default: the option's own text, which the labels' templates do not share",
    ),
  literalBraces: z
    .array(z.string().min(1))
    .exactOptional()
    .describe("words that the templates show in braces and that are no columns: {name}"),
  compat: z
    .literal("opencompass")
    .exactOptional()
    .describe("ask and score OpenCompass's way also where that is unfair or an accident"),
  evaluate: z.strictObject({
    evaluator: partSchema,
    predPostprocessor: partSchema.exactOptional().describe("prediction text to extracted answer"),
    datasetPostprocessor: partSchema.exactOptional().describe("reference to comparable answer"),
    scSize: z
      .int()
      .positive()
      .exactOptional()
      .describe("predictions per row; the most frequent extracted answer is scored (self-consistency)"),
    chance: z
      .number()
      .min(0)
      .lt(1)
      .exactOptional()
      .describe("share of right answers that guessing gets; default: by the labels or option letters; 0: none"),
    emptyReferences: z
      .literal(true)
      .exactOptional()
      .describe(
        'an empty reference (null, "", []) is an answer; default: the row has none, is not asked and not scored',
      ),
    predRole: z.string().exactOptional().describe("kept for compatibility; without effect, as upstream"),
  }),
});

export type DatasetConfig = z.infer<typeof datasetSchema>;
