import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installCli, tinyModel } from "./cli.ts";

// Configs as people bring them from OpenCompass, and a user's own models and datasets by name.

const cli = installCli();
afterAll(() => cli.remove());

function write(name: string, text: string): void {
  const path = join(cli.cwd, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

beforeAll(() => {
  copyFileSync(tinyModel, join(cli.cwd, "M.gguf"));
  write("own-data/sums.jsonl", '{"q": "1+1=", "a": "2"}\n{"q": "1+2=", "a": "3"}\n');
});

const model = {
  type: "HuggingFacewithChatTemplate",
  abbr: "tiny",
  path: "M.gguf",
  max_out_len: 8,
  batch_size: 2,
  run_cfg: { num_gpus: 0, num_procs: 1 },
  tokenizer_kwargs: { padding_side: "left", truncation: "left", trust_remote_code: true },
  generation_kwargs: { do_sample: false },
};
const dataset = {
  abbr: "my-ceval",
  type: "opencompass.datasets.CEvalDataset",
  path: "./data/ceval/formal_ceval",
  name: "accountant",
  reader_cfg: {
    input_columns: ["question", "A", "B", "C", "D"],
    output_column: "answer",
    train_split: "dev",
    test_split: "val",
  },
  infer_cfg: {
    ice_template: {
      type: "PromptTemplate",
      template: {
        begin: "</E>",
        round: [
          { role: "HUMAN", prompt: "{question} {A} {B} {C} {D}" },
          { role: "BOT", prompt: "{answer}" },
        ],
      },
      ice_token: "</E>",
    },
    retriever: { type: "FixKRetriever", fix_id_list: [0, 1] },
    inferencer: { type: "GenInferencer", max_out_len: 5 },
  },
  eval_cfg: {
    evaluator: { type: "AccEvaluator" },
    pred_postprocessor: { type: "first_option_postprocess", options: "ABCD" },
  },
};
const config = {
  models: [model],
  datasets: [dataset, "siqa_gen"],
  summarizer: {
    dataset_abbrs: ["my-ceval", ["siqa", "accuracy"], "all"],
    summary_groups: [{ name: "all", subsets: ["my-ceval", "siqa"] }],
  },
  infer: { runner: { type: "LocalRunner", max_num_workers: 2, task: { type: "OpenICLInferTask" } } },
  eval: {
    partitioner: { type: "NaivePartitioner" },
    runner: { type: "LocalRunner", task: { type: "OpenICLEvalTask" } },
  },
};

/** The rows of a table, without what differs between runs. */
const tableOf = (stdout: string) => stdout.split("\n").filter((line) => /^ (my-ceval|siqa|all) /.test(line));

test("one config in OpenCompass's words is the same as JSON, YAML, TypeScript and in our words; -r and workers read it again", async () => {
  // JSON is YAML; what people write in it is tried below.
  write("theirs.json", JSON.stringify({ ...config, work_dir: "theirs" }));
  write("theirs.yaml", `# comment\n${JSON.stringify({ ...config, work_dir: "yaml" }, null, 2)}\n`);
  write(
    "theirs.ts",
    `import { defineConfig, env } from "oc-local";\n` +
      `export default defineConfig({ ...${JSON.stringify(config)}, work_dir: env("OC_TEST_WORK_DIR") });\n`,
  );
  write(
    "ours.json",
    JSON.stringify({
      models: [{ kind: "chat", abbr: "tiny", path: "M.gguf", maxOutLen: 8, batchSize: 2, numGpus: 0 }],
      datasets: [
        {
          abbr: "my-ceval",
          source: { type: "ceval", path: "ceval/formal_ceval", name: "accountant" },
          reader: {
            inputColumns: ["question", "A", "B", "C", "D"],
            outputColumn: "answer",
            trainSplit: "dev",
            testSplit: "val",
          },
          infer: {
            iceTemplate: { template: dataset.infer_cfg.ice_template.template, iceToken: "</E>" },
            retriever: { type: "fix-k", fixIdList: [0, 1] },
            inferencer: { type: "generate", maxOutLen: 5 },
          },
          evaluate: { evaluator: { type: "accuracy" }, predPostprocessor: { type: "first-option", options: "ABCD" } },
        },
        "siqa_gen",
      ],
      summarizer: { datasetAbbrs: config.summarizer.dataset_abbrs, summaryGroups: config.summarizer.summary_groups },
      workDir: "ours",
    }),
  );
  const ours = await cli.run(["eval", "ours.json", "--limit", "2"]);
  expect(ours.code, ours.stderr).toBe(0);
  expect(tableOf(ours.stdout)).toHaveLength(3);
  for (const name of ["theirs.json", "theirs.yaml", "theirs.ts"]) {
    const theirs = await cli.run(["eval", name, "--limit", "2"], { OC_TEST_WORK_DIR: "typed" });
    expect(theirs.code, theirs.stderr).toBe(0);
    expect(tableOf(theirs.stdout)).toEqual(tableOf(ours.stdout));
    expect(theirs.stderr).toContain("models[0].run_cfg.num_procs has no effect");
  }
  for (const folder of ["theirs", "yaml"]) {
    const again = await cli.run(["eval", "-r", "-w", folder]);
    expect(again.stderr).toContain("4 reused");
    expect(tableOf(again.stdout)).toEqual(tableOf(ours.stdout));
  }
});

test.each<[what: string, file: string, text: string, says: string[]]>([
  [
    "both spellings",
    "c.yaml",
    "models: {path: M.gguf, max_out_len: 4, maxOutLen: 5}",
    ['models[0]: "max_out_len" and "maxOutLen" are one field'],
  ],
  [
    "a misspelt field",
    "c.yaml",
    "models: {path: M.gguf, max_out_ln: 4}",
    ['unknown field "max_out_ln"', "did you mean max_out_len"],
  ],
  [
    "a model behind an API",
    "c.yaml",
    "models: {type: OpenAISDK, path: gpt, key: ENV}",
    ['type "OpenAISDK" is a model behind an API'],
  ],
  [
    "a misspelt class",
    "c.yaml",
    "models: {type: HuggingFaceBaseModl, path: M.gguf}",
    ["did you mean HuggingFaceBaseModel"],
  ],
  ["YAML that ends early", "c.yaml", "models: {path: M.gguf", ["c.yaml:2:1: not valid YAML"]],
  [
    "a variable that is not set",
    "c.ts",
    'import { env } from "oc-local"; export default { models: env("OC_TEST_NOT_SET") };',
    ["c.ts: the environment variable OC_TEST_NOT_SET is not set", "export OC_TEST_NOT_SET="],
  ],
  ["Python", "c.py", "models = []", ["c.py: Python configs are not read yet", "YAML, JSON or TypeScript"]],
])("a config that cannot be meant is refused with its place: %s", async (_what, file, text, says) => {
  write(file, file.endsWith(".yaml") ? `${text}\ndatasets: siqa_gen\n` : text);
  const { code, stderr } = await cli.run(["eval", file, "--debug"]);
  expect(code, stderr).toBe(2);
  for (const part of says) expect(stderr).toContain(part);
  expect(stderr).not.toMatch(/^ +at /m);
});

test("a secret that a config takes from the environment is not written down", async () => {
  const secret = "4711-a-long-secret";
  write(
    "secret.ts",
    `import { defineConfig, env } from "oc-local";
     export default defineConfig({ models: { abbr: "s", path: "M.gguf", max_out_len: 2, systemPrompt: "key " + env("OC_TEST_API_KEY") },
       datasets: "siqa_gen", work_dir: "secret" });`,
  );
  const { code, stderr } = await cli.run(["eval", "secret.ts", "--limit", "1"], { OC_TEST_API_KEY: secret });
  expect(code, stderr).toBe(0);
  const run = join(cli.cwd, "secret", readdirSync(join(cli.cwd, "secret"))[0] as string);
  const dumps = readdirSync(join(run, "configs")).map((name) => readFileSync(join(run, "configs", name), "utf8"));
  expect(dumps.join("\n")).toContain("key ***");
  expect(dumps.join("\n")).not.toContain(secret);
});

const sums = `import { defineDataset, readJsonl } from "oc-local";
export default defineDataset({
  title: "Sums",
  load: (path) => readJsonl(path),
  variants: { sums_gen_1: () => [{ abbr: "sums", source: { type: "sums", path: "sums.jsonl" },
    reader: { inputColumns: ["q"], outputColumn: "a" },
    infer: { promptTemplate: { template: "{q}" }, retriever: { type: "zero" }, inferencer: { type: "generate" } },
    evaluate: { evaluator: { type: "accuracy" } } }] },
  aliases: { sums_gen: "sums_gen_1" },
});`;

test("models and datasets of ./configs are found by name, listed and shown, by workers and -r too", async () => {
  write("configs/models/mine.yaml", "type: HuggingFaceBaseModel\npath: M.gguf\nmax_out_len: 4\n");
  write(
    "configs/models/tiny.ts",
    'import { defineModels } from "oc-local";\nexport default defineModels({ oc_tiny: { abbr: "my-tiny", kind: "base", path: "M.gguf", maxOutLen: 4 } });',
  );
  write("configs/datasets/sums.ts", sums);
  const listed = await cli.run(["list", "mine", "sums"]);
  expect(listed.stdout).toContain("./configs/models/mine.yaml");
  expect(listed.stdout).toContain("./configs/datasets/sums.ts");
  const shown = await cli.run(["prompt", "--models", "mine", "--datasets", "sums", "--data-dir", "own-data"]);
  expect(shown.stdout).toContain("1+1=");
  const args = ["--models", "mine", "oc_tiny", "--datasets", "sums_gen", "--data-dir", "own-data", "-w", "own"];
  const run = await cli.run(["eval", ...args, "--max-num-workers", "2"]);
  expect(run.code, run.stderr).toBe(0);
  expect(run.stdout).toMatch(/mine .*my-tiny/);
  expect(run.stderr).toContain("oc_tiny is that of ./configs/models/tiny.ts, not the built-in one");
  const again = await cli.run(["eval", "-r", "-w", "own"]);
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).toContain("my-tiny: 2 rows reused");
});

test("they may lie beside the config or under --config-dir, and a config may name them", async () => {
  write(
    "elsewhere/configs/datasets/other.ts",
    sums.replaceAll("sums_gen", "other_gen").replace('type: "sums"', 'type: "other"'),
  );
  write(
    "elsewhere/my.yaml",
    "models: oc_tiny_base\ndatasets: [other_gen, {abbr: own, type: other, path: sums.jsonl, reader_cfg: {input_columns: q, output_column: a}, infer_cfg: {prompt_template: {template: '{q}'}, retriever: {type: ZeroRetriever}, inferencer: {type: GenInferencer, max_out_len: 2}}, eval_cfg: {evaluator: {type: AccEvaluator}}}]\n",
  );
  const beside = await cli.run([
    "eval",
    "elsewhere/my.yaml",
    "--data-dir",
    "own-data",
    "-w",
    "beside",
    "--max-out-len",
    "2",
  ]);
  expect(beside.code, beside.stderr).toBe(0);
  expect(beside.stdout).toMatch(/^ own /m);
  const named = [
    "--models",
    "oc_tiny_base",
    "--datasets",
    "other",
    "--data-dir",
    "own-data",
    "-w",
    "named",
    "--max-out-len",
    "2",
  ];
  expect((await cli.run(["eval", ...named])).stderr).toContain('there is no dataset named "other"');
  const found = await cli.run(["eval", ...named, "--config-dir", "elsewhere/configs"]);
  expect(found.code, found.stderr).toBe(0);
  const missing = await cli.run(["list", "--config-dir", "nowhere"]);
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain("--config-dir: there is no folder");
  expect(existsSync(join(cli.cwd, "outputs"))).toBe(false);
});
