// How fast Hugging Face's `tokenizers` reads prompts of MMLU by the same vocabulary, on all cores: what planning is compared with.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { askedRows } from "../../src/plan/asked-rows.ts";
import { openReader } from "../../src/run/open-reader.ts";
import { plainView } from "../../src/run/prompt-view/plain-view.ts";
import { planPrompts } from "../../src/run/prompt-view.ts";
import { peerLimitMs } from "./peers/command.ts";
import { Unavailable } from "./peers/unavailable.ts";

const script = fileURLToPath(new URL("peers/hf_tokenizers.py", import.meta.url));
/** Has the package, and `transformers` with `gguf` for vocabularies of GGUF files. */
const python = process.env.OC_LOCAL_PYTHON ?? "python3";

/** Of each subject: prompts are alike, so that a part of them tells the rate. */
const rowsOfSubject = 5;

/**
 * Tokens per second.
 *
 * @param modelPath A GGUF file; its tokenizer.json is taken where one lies beside it.
 * @throws Unavailable where Python or its packages cannot read it.
 */
export async function peerTokenRate(modelPath: string, dataset: string, dataDir: string): Promise<number> {
  const own = join(dirname(modelPath), "tokenizer.json");
  const { status, stdout, stderr, error } = spawnSync(python, [script, existsSync(own) ? own : modelPath], {
    input: JSON.stringify(await promptTexts(dataset, dataDir)),
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    timeout: peerLimitMs,
  });
  if (status !== 0) throw new Unavailable(`${python} could not: ${error?.message ?? stderr.trim().split("\n").at(-1)}`);
  const { tokens, seconds } = JSON.parse(stdout) as { tokens: number; seconds: number };
  return tokens / seconds;
}

async function promptTexts(dataset: string, dataDir: string): Promise<string[]> {
  const nothing = { models: [], modelPaths: [], modelOverrides: {}, modelDirs: [] };
  const invocation = { ...nothing, cwd: process.cwd(), datasets: [dataset], dataDir, limit: rowsOfSubject };
  const { datasets } = await planPrompts(invocation, { reader: openReader({ invocation, isDebug: true }) });
  return datasets.flatMap((planned) =>
    askedRows(planned).flatMap((row) => plainView(planned, row).prompts.map(({ text }) => text)),
  );
}
