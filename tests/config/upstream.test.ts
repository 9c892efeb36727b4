// Configs in OpenCompass's spelling mean what the same configs mean in ours.

import { expect, test } from "vitest";
import { findDatasets, listDatasets } from "../../src/config/catalog.ts";
import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import { evalConfigSchema } from "../../src/config/eval-schema.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { datasetFromUpstream } from "../../src/config/upstream/dataset-entry.ts";
import { type Fields, snakeCase } from "../../src/config/upstream/fields.ts";
import { configFromUpstream } from "../../src/config/upstream/from-upstream.ts";
import type { PartSpec } from "../../src/core/spec.ts";
import { upstreamNames } from "../../src/core/upstream-names.ts";
import { upstreamEvaluators, upstreamLoaders, upstreamPostprocessors } from "../configs/upstream-parts.ts";
import { errorOf } from "../run/error-of.ts";

const names = [...new Set((await listDatasets()).map(({ name }) => name))].filter((name) => !name.startsWith("tiny"));

function read(config: Fields): { value: Fields; notes: string[] } {
  const notes: string[] = [];
  return { value: plain(configFromUpstream(config, "my.yaml", notes)) as Fields, notes };
}

/** Without what messages are spelled by. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

const model = (fields: Fields) => {
  const { value, notes } = read({ models: fields });
  return { model: (value.models as Fields[])[0] as Fields, notes };
};

test.each(names)("%s as OpenCompass spells it is the same definition", async (name) => {
  for (const entry of (await findDatasets(name, new Set(["base"]))).entries) {
    // Its own word for what is not built.
    if (entry.evaluate.evaluator.type === "unscorable") continue;
    const onIgnored = () => expect.fail("nothing is ignored");
    expect(plain(datasetFromUpstream(upstreamEntry(entry), { at: name, onIgnored }))).toEqual(withClassAsType(entry));
    expect(datasetFromUpstream({ ...entry }, { at: name, onIgnored })).toEqual(entry);
  }
});

test("thoughts that a model's postprocessor takes out", async () => {
  const tags = (pred_postprocessor: unknown) =>
    model({ abbr: "m", path: "m.gguf", pred_postprocessor }).model.thinkingTags;
  expect(tags({ type: "opencompass.utils.text_postprocessors.extract_non_reasoning_content" })).toEqual([
    "<think>",
    "</think>",
  ]);
  const named = { type: "extract-non-reasoning-content", think_start_token: "<t>", think_end_token: "</t>" };
  expect(tags(named)).toEqual(["<t>", "</t>"]);
  expect(await errorOf(() => tags({ type: "first_option_postprocess", options: "ABCD" }))).toMatchObject({
    code: "CONFIG",
    message: expect.stringContaining("models[0].pred_postprocessor"),
  });
});

test("a model's fields, its class and its placement", () => {
  const { model: read, notes } = model({
    type: "opencompass.models.HuggingFacewithChatTemplate",
    abbr: "m",
    path: "m.gguf",
    max_out_len: 16,
    max_seq_len: 1024,
    batch_size: 2,
    run_cfg: { num_gpus: 1, num_procs: 1 },
    generation_kwargs: { do_sample: true, eos_token_id: [2] },
    model_kwargs: { device_map: "auto" },
    tokenizer_kwargs: { padding_side: "left", truncation: "middle" },
    tokenizer_path: "t",
    stop_words: ["x"],
    peft_path: "lora.gguf",
    batch_padding: true,
  });
  expect(read).toEqual({
    kind: "chat",
    abbr: "m",
    path: "m.gguf",
    maxOutLen: 16,
    maxSeqLen: 1024,
    batchSize: 2,
    numGpus: 1,
    generation: { do_sample: true },
    placement: { device_map: "auto" },
    tokenizerOptions: { padding_side: "left", truncation_side: "middle" },
    tokenizerPath: "t",
    stopWords: ["x"],
    adapters: [{ path: "lora.gguf" }],
  });
  expect(notes).toEqual([
    "my.yaml: models[0].batch_padding has no effect: nothing is padded",
    "my.yaml: models[0].run_cfg.num_procs has no effect: a model has one process",
    "my.yaml: models[0].generation_kwargs.eos_token_id has no effect: the file names its end tokens",
  ]);
});

test("no GPU means the CPU", () => {
  expect(model({ abbr: "m", run_cfg: { num_gpus: 0 } }).model).toEqual({ abbr: "m", numGpus: 0, device: "cpu" });
});

test("the older class with its meta template, end text and way of cutting", () => {
  const meta_template = {
    round: [
      { role: "HUMAN", begin: "<|User|>" },
      { role: "BOT", generate: true },
    ],
    eos_token_id: 2,
  };
  const fields = { type: "HuggingFaceCausalLM", path: "a/b.gguf", meta_template, end_str: "<eoa>", mode: "mid" };
  expect(model(fields).model).toEqual({
    kind: "base",
    abbr: "HuggingFaceCausalLM_a_b.gguf",
    path: "a/b.gguf",
    metaTemplate: { round: meta_template.round },
    stopWords: ["<eoa>"],
    tokenizerOptions: { truncation_side: "middle" },
  });
});

test("what stands around models and datasets", () => {
  const { value } = read({
    work_dir: "out",
    lark_bot_url: "https://x/hook/1",
    summarizer: {
      type: "opencompass.summarizers.DefaultSummarizer",
      dataset_abbrs: ["a", ["b", "accuracy"]],
      summary_groups: [{ name: "g", subsets: ["a"], harmonic_mean: true }],
    },
    infer: {
      partitioner: { type: "opencompass.partitioners.SizePartitioner", max_task_size: 100 },
      runner: { type: "SlurmRunner", max_num_workers: 4, task: { type: "OpenICLInferTask" } },
    },
    eval: {
      partitioner: { type: "NaivePartitioner" },
      runner: { type: "LocalRunner", task: { type: "OpenICLEvalTask" } },
    },
  });
  expect(value).toEqual({
    workDir: "out",
    larkBotUrl: "https://x/hook/1",
    summarizer: {
      datasetAbbrs: ["a", ["b", "accuracy"]],
      summaryGroups: [{ name: "g", subsets: ["a"], harmonicMean: true }],
    },
    infer: {
      partitioner: { type: "size", maxTaskSize: 100 },
      runner: { type: "slurm", maxNumWorkers: 4, task: { type: "infer" } },
    },
    eval: { partitioner: { type: "naive" }, runner: { type: "local", task: { type: "eval" } } },
  });
});

test.each([
  ["./data/cmmlu/", "cmmlu"],
  ["data/ceval/formal_ceval", "ceval/formal_ceval"],
  ["opencompass/ceval-exam", "ceval/formal_ceval"],
  ["opencompass/hellaswag", "hellaswag/hellaswag.jsonl"],
  ["my/data/x.jsonl", "my/data/x.jsonl"],
  ["/abs/data/x/", "/abs/data/x"],
])("data at %s is %s below the data root", (path, below) => {
  expect(read({ datasets: { type: "CEvalDataset", path, abbr: "q" } }).value.datasets).toEqual([
    { abbr: "q", source: { type: "ceval", path: below } },
  ]);
});

test("models and datasets without an abbr are called as OpenCompass calls them", () => {
  expect(model({ type: "HuggingFaceBaseModel", path: "/models/org/qwen" }).model.abbr).toBe(
    "HuggingFaceBaseModel_org_qwen",
  );
  expect(model({ path: "/models/org/qwen.gguf" }).model.abbr).toBe("qwen");
  const named = (fields: Fields) => read({ datasets: { type: "CEvalDataset", ...fields } }).value.datasets;
  expect(named({ path: "data/ceval", name: "law" })).toMatchObject([{ abbr: "data_ceval_law" }]);
  expect(named({ path: "data/ceval" })).toMatchObject([{ abbr: "data_ceval" }]);
});

test("in our form a path is taken as it is", () => {
  const source = { type: "jsonl", path: "data/x.jsonl" };
  expect(read({ datasets: { source } }).value.datasets).toEqual([{ source }]);
});

test("ids of examples may stand at the inferencer, and one column for a list", () => {
  const { value } = read({
    datasets: {
      reader_cfg: { input_columns: "q", output_column: "a" },
      infer_cfg: { retriever: { type: "FixKRetriever" }, inferencer: { type: "PPLInferencer", fix_id_list: [0, 2] } },
    },
  });
  expect(value.datasets).toEqual([
    {
      reader: { inputColumns: ["q"], outputColumn: "a" },
      infer: { retriever: { type: "fix-k", fixIdList: [0, 2] }, inferencer: { type: "perplexity" } },
    },
  ]);
});

test.each<[what: string, config: Fields, message: string]>([
  [
    "both spellings",
    { models: { max_out_len: 1, maxOutLen: 2 } },
    'models[0]: "max_out_len" and "maxOutLen" are one field',
  ],
  ["class and kind", { models: { type: "HuggingFaceBaseModel", kind: "chat" } }, '"type" and "kind" are one field'],
  ["two spellings of a list", { datasets: { reader_cfg: {}, reader: {} } }, '"reader_cfg" and "reader" are one field'],
  [
    "options of a part",
    { datasets: { infer_cfg: { inferencer: { type: "x", save_every: 1, saveEvery: 2 } } } },
    "are one field",
  ],
  ["adapter settings alone", { models: { peft_kwargs: { scale: 2 } } }, "models[0].peft_kwargs: there is no adapter"],
  ["a class that is none", { models: { type: "constructor" } }, 'there is no model type "constructor"'],
  ["a way of cutting", { models: { mode: "top" } }, 'models[0]: mode "top" is not known'],
  ["a misspelt part", { datasets: { type: "x", path: "x", eval_cgf: {} } }, 'datasets[0]: unknown field "eval_cgf"'],
  [
    "an API",
    { models: { type: "OpenAISDK" } },
    "a model behind an API or another server, and such models are not there yet",
  ],
  ["a served model", { models: { type: "VLLMwithChatTemplate" } }, "are not there yet"],
  ["an unknown class", { models: { type: "HuggingFaceBase" } }, 'there is no model type "HuggingFaceBase"'],
  ["an unknown run_cfg", { models: { run_cfg: { num_gpu: 1 } } }, 'models[0].run_cfg: unknown field "num_gpu"'],
  ["another summarizer", { summarizer: { type: "CompassArenaSummarizer" } }, "there is one summarizer"],
])("what cannot be meant is refused with its place: %s", async (_what, config, message) => {
  const error = await errorOf(() => read(config));
  expect(error.code).toBe("CONFIG");
  expect(error.message).toContain("my.yaml: ");
  expect(error.message).toContain(message);
});

function upstreamEntry({ abbr, source, reader, infer, evaluate }: DatasetConfig): Fields {
  const { type: _, path, ...options } = source;
  const loader = upstreamLoaders.find(
    (each) =>
      each.family === source.type && Object.entries(each.options).every(([key, value]) => source[key] === value),
  );
  const own = Object.entries(options).filter(([key]) => !Object.hasOwn(loader?.options ?? {}, key));
  return {
    abbr,
    type: `opencompass.datasets.${loader?.upstream}`,
    path: `./data/${path}`,
    ...snakeKeys(Object.fromEntries(own)),
    reader_cfg: snakeKeys(reader),
    infer_cfg: {
      ...(infer.promptTemplate && { prompt_template: templateOf(infer.promptTemplate) }),
      ...(infer.iceTemplate && { ice_template: templateOf(infer.iceTemplate) }),
      retriever: partOf(infer.retriever, upstreamNames.retrievers),
      inferencer: partOf(infer.inferencer, upstreamNames.inferencers),
    },
    eval_cfg: {
      ...snakeKeys(evaluate),
      evaluator: partOf(evaluate.evaluator, upstreamEvaluators),
      ...(evaluate.predPostprocessor && {
        pred_postprocessor: partOf(evaluate.predPostprocessor, upstreamPostprocessors),
      }),
      ...(evaluate.datasetPostprocessor && {
        dataset_postprocessor: partOf(evaluate.datasetPostprocessor, upstreamPostprocessors),
      }),
    },
  };
}

/** In a file of text a class and its name are the same: a name alone counts as the class, which configs import. */
function withClassAsType(entry: DatasetConfig): DatasetConfig {
  const { promptTemplate } = entry.infer;
  if (promptTemplate?.upstreamType !== "PromptTemplate") return entry;
  const { upstreamType: _, ...template } = promptTemplate;
  return { ...entry, infer: { ...entry.infer, promptTemplate: template } };
}

function templateOf({ upstreamType, ...template }: NonNullable<DatasetConfig["infer"]["promptTemplate"]>): Fields {
  return { type: upstreamType ?? upstreamNames.template, ...snakeKeys(template) };
}

function partOf({ type, ...options }: PartSpec, classes: Readonly<Record<string, string>>): Fields {
  return { type: classes[String(type)], ...snakeKeys(options) };
}

function snakeKeys(value: object): Fields {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [snakeCase(key), inner]));
}

test("null is a field that is not set, where it may be left out", () => {
  const { value, notes } = read({
    work_dir: null,
    models: { abbr: "m", path: "m.gguf", run_cfg: null, max_seq_len: null, generation_kwargs: { seed: null } },
    datasets: {
      abbr: "q",
      source: { type: "jsonl", path: "q.jsonl" },
      reader_cfg: { input_columns: ["q"], output_column: null, test_range: null },
      infer_cfg: {
        prompt_template: { template: "{q}" },
        ice_template: null,
        retriever: { type: "zero" },
        inferencer: { type: "generate", max_out_len: null },
      },
      eval_cfg: { evaluator: { type: "accuracy" }, pred_postprocessor: null },
    },
  });
  expect(notes).toEqual([]);
  const parsed = parseConfig(evalConfigSchema, { ...value, datasets: value.datasets ?? [] }, "my.yaml");
  const [model] = parsed.models;
  expect([model?.maxSeqLen, model?.generation.seed]).toEqual([undefined, 0]);
  expect(parsed.datasets[0]?.reader).toEqual({ inputColumns: ["q"], outputColumn: null });
  expect(parsed.datasets[0]?.infer.iceTemplate).toBeUndefined();
  expect(parsed.datasets[0]?.evaluate).toEqual({ evaluator: { type: "accuracy" } });
});

test.each<[what: string, config: Fields, message: string]>([
  ["of a model", { models: { abbr: "m", max_seq_len: "x" } }, "models[0].max_seq_len: expected number"],
  ["inside of one", { models: { abbr: "m", model_kwargs: { gpu_layers: -1 } } }, "models[0].model_kwargs.gpu_layers: "],
  [
    "of the reader",
    { datasets: { type: "JsonlDataset", path: "q", reader_cfg: { output_column: 1 } } },
    "datasets[0].reader_cfg.output_column: ",
  ],
  [
    "that must be set",
    { models: { abbr: "m", path: null, stop_words: [null] } },
    "models[0].stop_words[0]: expected string",
  ],
])("an error names a field %s as the config spells it", async (_, config, message) => {
  const read = configFromUpstream(config, "my.yaml", []);
  expect(await errorOf(() => parseConfig(evalConfigSchema, read, "my.yaml"))).toMatchObject({
    code: "CONFIG",
    message: expect.stringContaining(message),
  });
});
