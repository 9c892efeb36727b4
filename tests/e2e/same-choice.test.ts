// A long prompt with short options: the default, --deterministic and the portable engine compute it in batches of other shapes, and
// choose alike. On the embedded model, and on the files in the folder that OC_LOCAL_REAL_MODELS names.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { PythonRandom } from "../../src/core/python-random.ts";
import { installCli, projectRoot, tinyModel } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

const ways = { default: [], deterministic: ["--deterministic"], portable: ["--engine", "node-llama-cpp"] };
const given = join(projectRoot, "..", "shared", "cases", "26-cpu-attention");
const realFolder = process.env.OC_LOCAL_REAL_MODELS ?? "";
const realModels = existsSync(realFolder) ? readdirSync(realFolder).filter((name) => name.endsWith(".gguf")) : [];

/** What each way chooses, and the log-likelihoods of the options. */
async function choices(model: string, config: string, dataDir: string) {
  const chosen: Record<string, { prediction: string; sums: number[] }> = {};
  for (const [way, flags] of Object.entries(ways)) {
    const workDir = join(cli.cwd, `${way}-${Object.keys(chosen).length}-${model.replace(/\W/g, "")}`);
    const line = ["eval", config, "--model", model, "--hf-type", "base", "--data-dir", dataDir, "--work-dir", workDir];
    const { code, stderr } = await cli.run([...line, ...flags]);
    expect(code, stderr).toBe(0);
    const files = readdirSync(workDir, { recursive: true, encoding: "utf8" });
    const journal = files.find((path) => /journal.*\.jsonl$/.test(path)) ?? "";
    const [first = ""] = readFileSync(join(workDir, journal), "utf8").split("\n");
    const row = JSON.parse(first) as { prediction: { prediction: string }; scores: { values: { "ll.sum": number[] } } };
    chosen[way] = { prediction: row.prediction.prediction, sums: row.scores.values["ll.sum"] };
  }
  return chosen;
}

test("the embedded model: the same option, within 0.02 nats", async () => {
  const dataDir = join(cli.cwd, "data");
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, "long.jsonl"), `${JSON.stringify(longRow())}\n`);
  const config = join(cli.cwd, "long.json");
  writeFileSync(config, JSON.stringify(longConfig()));
  const { default: own, deterministic, portable } = await choices(tinyModel, config, dataDir);
  for (const other of [deterministic, portable]) {
    expect(other?.prediction).toBe(own?.prediction);
    for (const [i, sum] of (other?.sums ?? []).entries())
      expect(Math.abs(sum - (own?.sums[i] ?? Infinity))).toBeLessThan(0.02);
  }
});

if (realModels.length === 0 || !existsSync(given))
  test.skip("real models: OC_LOCAL_REAL_MODELS names no folder of GGUF files, or their prompt is not at hand", () =>
    undefined);
else
  test.each(realModels)("%s: the same option of 900 tokens", async (name) => {
    const chosen = await choices(join(realFolder, name), join(given, "c.json"), join(given, "data"));
    process.stdout.write(`${name}: ${JSON.stringify(chosen)}\n`);
    expect(new Set(Object.values(chosen).map(({ prediction }) => prediction)).size).toBe(1);
  });

/** Of words that the embedded model has tokens for; its context holds 256. */
function longRow() {
  const words = ["the", "town", "corn", "and", "to", "travellers", "each", "week", "bread", "river", "from", "far"];
  const random = new PythonRandom(26);
  const question = Array.from({ length: 120 }, () => words[random.randrange(0, words.length)]).join(" ");
  return { question, A: "bread", B: "the river", C: "corn", D: "a cart", answer: "A" };
}

function longConfig() {
  const template = Object.fromEntries([..."ABCD"].map((label) => [label, `Question: {question}\nAnswer: {${label}}`]));
  return {
    datasets: [
      {
        abbr: "long",
        source: { type: "jsonl", path: "long.jsonl" },
        reader: { inputColumns: ["question", ..."ABCD"], outputColumn: "answer" },
        infer: {
          promptTemplate: { template },
          retriever: { type: "zero" },
          inferencer: { type: "perplexity" },
        },
        evaluate: { evaluator: { type: "accuracy" } },
      },
    ],
  };
}
