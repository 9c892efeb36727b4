import { expect, test } from "vitest";
import { z } from "zod";
import { datasetSchema } from "../../src/config/dataset-schema.ts";
import { evalConfigSchema } from "../../src/config/eval-schema.ts";
import { modelSchema } from "../../src/config/model-schema.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { errorOf } from "../run/error-of.ts";

const messageOf = async (schema: z.ZodType, value: unknown) =>
  (await errorOf(() => parseConfig(schema, value, "my.ts"))).message;

const dataset = {
  abbr: "sums",
  source: { type: "sums", path: "sums" },
  reader: { inputColumns: ["q"], outputColumn: null },
  infer: { retriever: { type: "zero" }, inferencer: { type: "generate" } },
  evaluate: { evaluator: { type: "accuracy" } },
};

test("a map of labels is read as pairs, in its order and with what its keys are", () => {
  const written = (template: unknown) => ({ ...dataset, infer: { ...dataset.infer, promptTemplate: { template } } });
  const pairs = [
    [1, "yes"],
    [0, { round: ["no"] }],
  ];
  const read = (template: unknown) => parseConfig(datasetSchema, written(template), "my.ts").infer.promptTemplate;
  expect(read(new Map(pairs as [number, unknown][]))).toEqual({ template: pairs });
  expect(read(pairs)).toEqual({ template: pairs });
});

test("what is left out gets its default", () => {
  expect(parseConfig(modelSchema, { abbr: "m" }, "my.ts")).toMatchObject({
    kind: "auto",
    maxOutLen: 256,
    generation: { do_sample: false, temperature: 1 },
    placement: { gpu_layers: "auto" },
    tokenizerOptions: { truncation_side: "left" },
    stopWords: [],
  });
  expect(parseConfig(evalConfigSchema, {}, "my.ts")).toEqual({
    models: [],
    datasets: [],
    summarizer: { summaryGroups: [] },
  });
});

test.each<[problem: string, schema: z.ZodType, value: unknown, message: string]>([
  [
    "near a field",
    modelSchema,
    { abbr: "m", pat: "x" },
    'my.ts: unknown field "pat"; did you mean path or tokenizerPath?',
  ],
  [
    "below a field with defaults",
    modelSchema,
    { abbr: "m", generation: { temprature: 1 } },
    'my.ts: unknown field "generation.temprature"; did you mean temperature?',
  ],
  [
    "in an element of a list",
    evalConfigSchema,
    { models: [{ abbr: "a" }, { abbr: "b", thread: 1 }] },
    'my.ts: unknown field "models[1].thread"; did you mean threads?',
  ],
  [
    "three levels down",
    evalConfigSchema,
    { datasets: [{ ...dataset, reader: { ...dataset.reader, testrange: "[0:1]" } }] },
    'my.ts: unknown field "datasets[0].reader.testrange"; did you mean testRange or trainRange?',
  ],
  [
    "near nothing",
    z.strictObject({ alpha: z.string().exactOptional(), beta: z.string().exactOptional() }),
    { zzzzzzzz: 1 },
    'my.ts: unknown field "zzzzzzzz"; known fields: alpha, beta',
  ],
])(
  "an unknown field is named with its full path and the nearest field: %s",
  async (_problem, schema, value, message) => {
    expect(await messageOf(schema, value)).toBe(message);
  },
);

test.each<[schema: z.ZodType, value: unknown, message: string]>([
  [modelSchema, { abbr: "m", maxOutLen: "9" }, 'my.ts: maxOutLen: expected number, received string (found "9")'],
  [modelSchema, { abbr: 7 }, "my.ts: abbr: expected string, received number (found 7)"],
  [modelSchema, {}, "my.ts: abbr: expected string, received undefined"],
  [modelSchema, { abbr: "m", stopWords: ["a", 2] }, "my.ts: stopWords[1]: expected string, received number (found 2)"],
  [
    modelSchema,
    { abbr: "m", kind: "instruct" },
    'my.ts: kind: Invalid option: expected one of "base"|"chat"|"auto" (found "instruct")',
  ],
  [modelSchema, { abbr: "m", maxOutLen: 0 }, "my.ts: maxOutLen: Too small: expected number to be >0 (found 0)"],
  [modelSchema, [], "my.ts: value: expected object, received array (found [])"],
  [modelSchema, { abbr: "m", batchSize: "many" }, 'my.ts: batchSize: expected number or "auto" (found "many")'],
])("a value of the wrong type is shown with what was expected: %#", async (schema, value, message) => {
  expect(await messageOf(schema, value)).toBe(message);
});

test("a field that may be several things says what is wrong inside the one that was meant", async () => {
  const round = [{ role: "HUMAN", promt: "{q}" }];
  const value = { ...dataset, infer: { ...dataset.infer, promptTemplate: { template: { round } } } };
  expect(await messageOf(datasetSchema, value)).toBe(
    'my.ts: unknown field "infer.promptTemplate.template.round[0].promt"; did you mean prompt?',
  );
  const group = { name: "g", subsets: [["siqa", 1]] };
  expect(await messageOf(evalConfigSchema, { summarizer: { summaryGroups: [group] } })).toBe(
    "my.ts: summarizer.summaryGroups[0].subsets[0][1]: expected string, received number (found 1)",
  );
});

test("a field that decides between forms says which there are", async () => {
  const expected = 'expected "naive" or "size" or "num-worker"';
  const messages = [{ type: "sise" }, {}].map((partitioner) => messageOf(evalConfigSchema, { infer: { partitioner } }));
  expect(await Promise.all(messages)).toEqual([
    `my.ts: infer.partitioner.type: ${expected} (found "sise")`,
    `my.ts: infer.partitioner.type: ${expected}`,
  ]);
});

test("several problems are told together, one a line", async () => {
  expect(await messageOf(modelSchema, { kind: "x", maxOutlen: 1, threads: "two" })).toBe(
    [
      "my.ts:",
      "  abbr: expected string, received undefined",
      '  kind: Invalid option: expected one of "base"|"chat"|"auto" (found "x")',
      '  threads: expected number, received string (found "two")',
      '  unknown field "maxOutlen"; did you mean maxOutLen, minOutLen or maxSeqLen?',
    ].join("\n"),
  );
});

test("long values and functions are shown short", async () => {
  expect(await messageOf(modelSchema, { abbr: ["x".repeat(200)] })).toMatch(/\(found \["x{78}…\)$/);
  expect(await messageOf(modelSchema, { abbr: () => 1 })).toMatch(/\(found a function\)$/);
});
