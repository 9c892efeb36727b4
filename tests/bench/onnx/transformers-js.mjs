// transformers.js in a process of its own, asked over IPC: how long it takes to read sequences whole and to take one
// log-probability out of the logits of each, and to continue prompts greedily.
//
// node transformers-js.mjs <folder where it is installed> <folder of models> <name of the model> <threads>

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , installed, models, name, threads] = process.argv;
const entry = createRequire(join(installed, "package.json")).resolve("@huggingface/transformers");
const { env, AutoModelForCausalLM, Tensor } = await import(pathToFileURL(entry).href);
env.allowRemoteModels = false;
env.localModelPath = models;
const model = await AutoModelForCausalLM.from_pretrained(name, {
  dtype: "fp32",
  device: "cpu",
  local_files_only: true,
  session_options: { intraOpNumThreads: Number(threads) },
});

const ids = (rows) => new Tensor("int64", BigInt64Array.from(rows.flat(), BigInt), [rows.length, rows[0].length]);
const ones = (rows) => ids(rows.map((row) => row.map(() => 1)));

const work = {
  /** The last token's log-probability, as a log-likelihood of one letter is asked. */
  async score({ sequences }) {
    for (const tokens of sequences) {
      const { logits } = await model({ input_ids: ids([tokens]), attention_mask: ones([tokens]) });
      const size = logits.dims.at(-1);
      const row = logits.data.subarray((tokens.length - 2) * size, (tokens.length - 1) * size);
      const total = row.reduce((sum, value) => sum + Math.exp(value), 0);
      if (!Number.isFinite(row[tokens.at(-1)] - Math.log(total))) throw new Error("no number");
    }
  },
  async generate({ prompts, outputTokens }) {
    await model.generate({
      inputs: ids(prompts),
      attention_mask: ones(prompts),
      max_new_tokens: outputTokens,
      min_new_tokens: outputTokens,
      do_sample: false,
    });
  },
};

process.on("message", async (message) => {
  const start = performance.now();
  try {
    await work[message.kind](message);
    process.send({ ms: performance.now() - start, peakMiB: process.resourceUsage().maxRSS / 1024 });
  } catch (error) {
    process.send({ failure: String(error) });
  }
});
process.send("ready");
