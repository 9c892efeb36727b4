// The prompts that are shown are those that are asked: a real run of the embedded model stores what it read.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RowRecord } from "../../src/core/record.ts";
import type { Invocation } from "../../src/job/invocation.ts";
import type { PromptView } from "../../src/report/prompt/prompt-view.ts";
import { runEvaluation } from "../../src/run/evaluation-run.ts";
import { openReader } from "../../src/run/open-reader.ts";
import { chooseEntries } from "../../src/run/prompt-view/choose-entries.ts";
import { planPrompts, viewPrompts } from "../../src/run/prompt-view.ts";
import { tempFolder } from "../data/temp-folder.ts";
import { errorOf } from "./error-of.ts";
import { invocationOf } from "./invocation.ts";

const folder = await tempFolder();

async function views(given: Partial<Invocation>, row = 0, entries?: string[]): Promise<PromptView[]> {
  const invocation = invocationOf(folder.path, given);
  const reader = openReader({ invocation, isDebug: true });
  const plan = await planPrompts(invocation, { reader });
  return viewPrompts(plan, chooseEntries(plan.datasets, entries), { row, reader });
}

async function view(given: Partial<Invocation>, row = 0): Promise<PromptView> {
  const [first] = await views(given, row);
  if (first === undefined) throw new Error("expected a prompt");
  return first;
}

const base = { models: ["oc_tiny_base"], limit: 2 };

test("a run stores the texts and counts the tokens that are shown, examples that do not fit left out alike", async () => {
  const given = { ...base, datasets: ["tiny_gsm8k_gen", "tiny_ceval_ppl"], modelOverrides: { maxSeqLen: 100 } };
  const { workspace } = await runEvaluation(
    invocationOf(folder.path, given),
    { mode: "infer", workDir: "out", debug: true, maxNumWorkers: 1 },
    { onEvent: () => {}, signal: new AbortController().signal },
  );
  const shown = await views(given, 1);
  expect(shown.map(({ dataset }) => dataset)).toEqual(["tiny_gsm8k_gen", "tiny_ceval_ppl-common_sense"]);
  for (const { dataset, prompts, examples } of shown) {
    const { prediction, facts } = storedRow(workspace.path, dataset, 1);
    const texts =
      prompts[0]?.label === null ? [prediction.origin_prompt] : prompts.map(({ label }) => promptOf(prediction, label));
    expect(prompts.map(({ text }) => text)).toEqual(texts);
    expect(prompts.reduce((sum, { tokens }) => sum + (tokens?.count ?? 0), 0)).toBe(facts.promptTokens);
    expect(examples.wanted.length - examples.kept.length).toBe(facts.droppedShots);
    expect(facts.droppedShots).toBeGreaterThan(0);
  }
});

function storedRow(workspace: string, dataset: string, row: number): RowRecord {
  const lines = readFileSync(join(workspace, "journal", "oc-tiny-base", `${dataset}.jsonl`), "utf8")
    .trim()
    .split("\n");
  const records = lines.map((line) => JSON.parse(line) as RowRecord);
  return records.find((record) => record.row === row) as RowRecord;
}

function promptOf(prediction: RowRecord["prediction"], label: string | null): string {
  return (prediction[`label: ${label}`] as { prompt: string }).prompt;
}

test("a prompt is shown with BOS, its pieces, its room, its stop words and its reference", async () => {
  const shown = await view({ ...base, datasets: ["tiny_gsm8k_gen"] });
  expect(shown).toMatchObject({
    variant: "tiny_gsm8k_gen",
    row: 0,
    rows: 2,
    model: "oc-tiny-base",
    mode: "gen",
    form: "plain text",
    examples: { wanted: [0, 1, 2], kept: [0, 1, 2] },
    generation: { maxOutLen: 64, room: 64, stopWords: ["Question"], continuations: 1 },
    fit: { cutTokens: 0, bos: "<|startoftext|>" },
  });
  const [prompt] = shown.prompts;
  expect(prompt?.tokens?.count).toBe(shown.fit?.wholeLength);
  expect(prompt?.tokens?.pieces[0]).toMatchObject({ text: "<|startoftext|>", isSpecial: true });
  const [, ...rest] = prompt?.tokens?.pieces ?? [];
  expect(rest.map(({ text }) => text).join("")).toBe(prompt?.text);
  expect(shown.reference).toContain("####");
});

test("a chat model's prompt is its template's result with the messages beside it, and gets no second BOS", async () => {
  const { form, fit, prompts } = await view({ models: ["oc_tiny"], datasets: ["tiny_gsm8k_gen"], limit: 2 });
  expect({ form, bos: fit?.bos }).toEqual({ form: "chat template", bos: null });
  expect(prompts[0]?.text).toMatch(/^<\|startoftext\|><\|im_start\|>user\n.*<\|im_start\|>assistant\n$/s);
  expect(prompts[0]?.tokens?.pieces.filter(({ text }) => text === "<|startoftext|>")).toHaveLength(1);
  expect(prompts[0]?.stored).toEqual(
    expect.arrayContaining([expect.objectContaining({ role: "HUMAN" }) as object]) as object,
  );
});

test("what is cut is told, and the text is what is left", async () => {
  const given = { ...base, datasets: ["tiny_gsm8k_gen"] };
  const whole = await view(given);
  const limit = 30;
  const [least] = (await views({ ...given, limit: 100, modelOverrides: { maxSeqLen: 40 } })).map(
    ({ fit }) => fit?.limit,
  );
  expect(least).toBe(40);
  const cut = await longestCut(given, limit);
  expect(cut.fit).toMatchObject({ limit, cutSide: "left" });
  expect(cut.fit?.cutTokens).toBeGreaterThan(0);
  expect(cut.prompts[0]?.tokens?.count).toBe(limit);
  expect(cut.prompts[0]?.text).not.toContain("<|startoftext|>");
  expect(whole.prompts[0]?.text.endsWith("Answer:")).toBe(true);
  expect(cut.prompts[0]?.text.endsWith("Answer:")).toBe(true);
});

/** A run refuses a limit that no row fits in, so a row is looked for that is longer than another. */
async function longestCut(given: Partial<Invocation>, limit: number): Promise<PromptView> {
  for (let row = 0; row < 100; row++) {
    const shown = await view({ ...given, limit: 100, modelOverrides: { maxSeqLen: limit } }, row);
    if ((shown.fit?.cutTokens ?? 0) > 0) return shown;
  }
  throw new Error("no row is cut");
}

test("without a model the plain prompts are shown and nothing of tokens is said", async () => {
  const plain = await view({ datasets: ["siqa_ppl"] });
  expect(plain).toMatchObject({ model: null, form: "plain text", fit: null, generation: null });
  const model = await view({ ...base, datasets: ["siqa_ppl"] });
  expect(plain.prompts.map(({ label, text }) => [label, text])).toEqual(
    model.prompts.map(({ label, text }) => [label, text]),
  );
  expect(plain.prompts.every(({ tokens }) => tokens === null)).toBe(true);
  const { generation } = await view({ datasets: ["tiny_gsm8k_gen"] });
  expect(generation).toEqual({ maxOutLen: 64, room: null, stopWords: ["Question"], continuations: 1 });
});

test("each model shows each dataset, in the order of a run", async () => {
  const shown = await views({
    models: ["oc_tiny", "oc_tiny_base"],
    datasets: ["tiny_siqa_ppl", "tiny_gsm8k_gen"],
    limit: 2,
  });
  expect(shown.map(({ model, dataset }) => `${model} ${dataset}`)).toEqual([
    "oc-tiny tiny_siqa_ppl",
    "oc-tiny tiny_gsm8k_gen",
    "oc-tiny-base tiny_siqa_ppl",
    "oc-tiny-base tiny_gsm8k_gen",
  ]);
});

test("a log-likelihood says which tokens are scored", async () => {
  const load = `async () => [{ q: "one", A: "two", cont: " three" }]`;
  const config = await folder.write(
    "ll.ts",
    `const infer = { promptTemplate: { template: { A: "{q} {A}{cont}" } }, retriever: { type: "zero" }, inferencer: { type: "log-likelihood" } };
     export default { models: ["oc_tiny_base"], datasets: [{ abbr: "ll", source: { type: ${load}, path: "/" }, infer,
       reader: { inputColumns: ["q", "A", "cont"], outputColumn: null }, evaluate: { evaluator: { type: "accuracy" } } }] };`,
  );
  const { mode, variant, prompts } = await view({ config });
  expect({ mode, variant }).toEqual({ mode: "ll", variant: null });
  const { tokens, scoredFrom } = prompts[0] as PromptView["prompts"][number];
  const scored = tokens?.pieces.flatMap(({ ids, text }) => ids.map(() => text)).slice(scoredFrom ?? 0);
  expect(scored?.join("")).toBe(" three");
});

test("rows are counted from the end too, and a row that is not there is refused with their number", async () => {
  const given = { datasets: ["siqa_ppl"] };
  expect((await view(given, -1)).row).toBe(11);
  expect(await view(given, -12)).toEqual(await view(given, 0));
  for (const row of [12, -13]) {
    expect(await errorOf(() => view(given, row))).toMatchObject({
      code: "USAGE",
      message: `siqa has no row ${row}: it has 12 rows`,
      hint: "--row takes 0 to 11, or -12 to -1 from the end",
    });
  }
});

test("of many subjects the first is shown; --entries names others by abbr, by subject or all of them", async () => {
  const given = { datasets: ["tiny_ceval_ppl", "tiny_ceval_gen"] };
  const ids = async (entries?: string[]) => (await views(given, 0, entries)).map(({ dataset }) => dataset);
  expect(await ids()).toEqual(["tiny_ceval_ppl-common_sense", "tiny_ceval_gen-common_sense"]);
  expect(await ids(["vocabulary"])).toEqual(["tiny_ceval_ppl-vocabulary", "tiny_ceval_gen-vocabulary"]);
  expect(await ids(["tiny_ceval_gen-vocabulary"])).toEqual(["tiny_ceval_gen-vocabulary"]);
  expect(await ids(["all"])).toHaveLength(4);
  expect(await errorOf(() => ids(["vocabulari"]))).toMatchObject({ code: "USAGE", hint: "did you mean vocabulary?" });
});
