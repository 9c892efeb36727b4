// Real comparisons of the embedded model with itself in other forms.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { agreementNumbers } from "../../src/core/agreement.ts";
import { open } from "../../src/engines/llama.ts";
import type { RunEvent } from "../../src/job/events.ts";
import type { Invocation } from "../../src/job/invocation.ts";
import { agreementJson } from "../../src/report/agree/agreement-json.ts";
import { type AgreeOutcome, type AgreeRequest, agree } from "../../src/run/agree.ts";
import { openReader } from "../../src/run/open-reader.ts";
import { planPrompts, viewPrompts } from "../../src/run/prompt-view.ts";
import { tempFolder } from "../data/temp-folder.ts";
import { damagedModels, forgetBos } from "../doctor/damaged-models.ts";
import { tinyModelPath, tinyOptions } from "../engines/tiny-model.ts";
import { type AdapterShape, writeAdapter } from "../native/gguf-file.ts";
import { invocationOf } from "./invocation.ts";

const folder = await tempFolder();
const damaged = damagedModels();
const model = (type: string) => tinyModelPath.replace("f16", type);

type SideInput = Partial<Invocation>;

async function compare(
  [a, b]: [SideInput, SideInput],
  given: Partial<Invocation>,
  context: { onEvent?: (event: RunEvent) => void; signal?: AbortSignal } = {},
): Promise<AgreeOutcome | undefined> {
  const side = (own: SideInput) => invocationOf(folder.path, { limit: 20, ...given, ...own });
  const request: AgreeRequest = { invocations: [side(a), side(b)], areNamed: true, tolerance: 0.01, isDebug: true };
  return agree(request, { onEvent: () => {}, signal: new AbortController().signal, ...context });
}

async function outcomeOf(...args: Parameters<typeof compare>): Promise<AgreeOutcome> {
  const outcome = await compare(...args);
  if (outcome === undefined) throw new Error("the comparison was stopped");
  return outcome;
}

const file = (path: string): SideInput => ({ modelPaths: [path] });
const f16 = file(tinyModelPath);
const kinds = { datasets: ["tiny_siqa_ppl", "tiny_mmlu_gen"] };

test("a model agrees with itself in everything, exactly, and nothing is written", async () => {
  const outcome = await outcomeOf([f16, f16], kinds);
  expect(agreementJson(outcome)).toEqual({
    tokenAgreement: 1,
    meanAbsDiff: 0,
    maxAbsDiff: 0,
    optionKL: 0,
    argmaxAgreement: 1,
    answerAgreement: 1,
    firstDifference: null,
  });
  expect(outcome.total).toMatchObject({ rows: 60, choices: { of: 20 }, judged: { rows: 60, onlyInA: 0, onlyInB: 0 } });
  expect(outcome.largestDistance).toBeNull();
  expect(outcome.failed).toEqual([]);
  expect(readdirSync(folder.path)).toEqual([]);
});

test("the coarser a quantisation, the farther it is from F16; tokens are the same", async () => {
  const of = async (type: string) => agreementNumbers((await outcomeOf([f16, file(model(type))], kinds)).total);
  const [q8, q4] = [await of("q8_0"), await of("q4_0")];
  for (const numbers of [q8, q4]) expect(numbers.tokenAgreement).toBe(1);
  for (const name of ["meanAbsDiff", "maxAbsDiff", "optionKL"] as const) {
    expect(q8[name]).toBeGreaterThan(0);
    expect(q4[name]).toBeGreaterThan(2 * (q8[name] as number));
  }
  expect(q8.meanAbsDiff).toBeLessThan(0.01);
  expect(q4.meanAbsDiff).toBeLessThan(0.2);
});

test("a first difference has the dataset, the row, the place, the tokens and the values", async () => {
  const { firstDifference, largestDistance } = await outcomeOf([f16, file(model("q4_0"))], {
    datasets: ["tiny_siqa_ppl"],
    limit: 3,
  });
  for (const difference of [firstDifference, largestDistance]) {
    expect(difference).toMatchObject({ dataset: "tiny_siqa_ppl", kind: "logProb" });
    const { a, b } = difference as NonNullable<typeof difference>;
    expect([a.tokens, a.text, a.option]).toEqual([b.tokens, b.text, b.option]);
    expect(a.text).not.toBe("");
    expect(Math.abs((a.value as number) - (b.value as number))).toBeGreaterThan(0.01);
  }
});

test("two engines of one file agree to rounding, in scoring and in generation", async () => {
  const engine = (name: string): SideInput => ({ ...f16, modelOverrides: { engine: name } });
  const { total, firstDifference, a, b } = await outcomeOf([engine("llama"), engine("node-llama-cpp")], kinds);
  expect([a.engine, b.engine]).toEqual(["llama", "node-llama-cpp"]);
  const { meanAbsDiff, maxAbsDiff, ...numbers } = agreementNumbers(total);
  expect(meanAbsDiff).toBeLessThan(1e-3);
  expect(maxAbsDiff).toBeLessThan(1e-2);
  expect(numbers).toMatchObject({ tokenAgreement: 1, argmaxAgreement: 1, answerAgreement: 1 });
  expect(firstDifference).toBeNull();
});

test("a file that lost its BOS: other tokens from the start, nothing to compare behind them", async () => {
  const { total, firstDifference } = await outcomeOf([f16, file(damaged(forgetBos))], { datasets: ["tiny_siqa_ppl"] });
  const { tokenAgreement, meanAbsDiff, argmaxAgreement } = agreementNumbers(total);
  expect(tokenAgreement).toBeLessThan(0.2);
  expect(meanAbsDiff).toBeNull();
  expect(argmaxAgreement).not.toBeNull();
  expect(total.otherTexts).toBe(0);
  expect(firstDifference).toMatchObject({
    row: 0,
    kind: "tokens",
    position: 0,
    a: { option: null },
    b: { option: null },
  });
  const { a, b } = firstDifference as NonNullable<typeof firstDifference>;
  expect(a.tokens.slice(1)).toEqual(b.tokens.slice(0, -1));
  expect(a.text).toMatch(/^<\|startoftext\|>\w/);
});

test("a base model and its adapter", async () => {
  const shape: AdapterShape = { architecture: "llama", layers: 4, size: 128, rank: 4 };
  const path = join(folder.path, "adapter.gguf");
  writeAdapter(path, shape);
  const adapted = (scale: number): SideInput => ({ ...f16, modelOverrides: { adapters: [{ path, scale }] } });
  const { total, a, b } = await outcomeOf([f16, adapted(1)], { datasets: ["tiny_siqa_ppl"] });
  expect(agreementNumbers(total)).toMatchObject({ tokenAgreement: 1 });
  expect(agreementNumbers(total).meanAbsDiff).toBeGreaterThan(0.01);
  expect(a.fingerprint).not.toBe(b.fingerprint);
});

test("a config of two models is compared too", async () => {
  const models = ["f16", "q4_0"].map((type) => ({ abbr: type, path: model(type) }));
  const config = await folder.write("two.json", JSON.stringify({ models, datasets: ["tiny_siqa_ppl"] }));
  const { a, b, total } = await outcomeOf([{ config }, { config }], { limit: 4 });
  expect([a.model, b.model]).toEqual(["f16", "q4_0"]);
  expect(total.rows).toBe(4);
});

test("a model that breaks down is told, and the other one is not loaded", async () => {
  const truncatedWeights = file(damaged((bytes) => bytes.fill(255, bytes.length >> 1)));
  const opened: string[] = [];
  const onEvent = (event: RunEvent) => event.type === "model-start" && opened.push(event.model);
  const { failed, total } = await outcomeOf([truncatedWeights, f16], { datasets: ["tiny_siqa_ppl"] }, { onEvent });
  expect(failed).toMatchObject([{ dataset: "tiny_siqa_ppl", reason: expect.stringContaining("20 of 20 rows failed") }]);
  expect(total.rows).toBe(0);
  expect(opened).toHaveLength(1);
});

test("a stop ends it without a result", async () => {
  const stop = new AbortController();
  const onEvent = (event: RunEvent) => event.type === "row" && stop.abort();
  const stopped = await compare([f16, f16], { datasets: ["tiny_gsm8k_gen"] }, { onEvent, signal: stop.signal });
  expect(stopped).toBeUndefined();
  expect(existsSync(join(folder.path, "outputs"))).toBe(false);
});

test("the numbers are those of scoring every option by hand", async () => {
  const given = { datasets: ["tiny_siqa_ppl"], limit: 3 };
  const sides = [tinyModelPath, model("q4_0")];
  const prompts = (await promptsOf(given)).map((row) => row.map((pieces) => Int32Array.from(pieces)));
  const [a, b] = (await Promise.all(sides.map((path) => scoreAll(path, prompts.flat())))) as [number[][], number[][]];
  const logProb = (side: number[][], at: number, k: number) => side[at]?.[k - 1] as number;
  const distances = new Map<string, number>();
  const divergences = prompts.map((options, row) => {
    const at = (i: number) => row * options.length + i;
    for (const [i, tokens] of options.entries())
      for (let k = 1; k < tokens.length; k++)
        distances.set(`${row}:${tokens.subarray(0, k + 1)}`, Math.abs(logProb(a, at(i), k) - logProb(b, at(i), k)));
    const shares = [a, b].map((side) => softmax(options.map((_, i) => sumOf(side[at(i)] as number[]))));
    return sumOf((shares[0] ?? []).map((p, i) => p * Math.log(p / (shares[1]?.[i] ?? Number.NaN))));
  });
  const { total } = await outcomeOf([f16, file(model("q4_0"))], given);
  const { meanAbsDiff, maxAbsDiff, optionKL } = agreementNumbers(total);
  expect(total.logProbs.count).toBe(distances.size);
  expect(meanAbsDiff).toBeCloseTo(sumOf([...distances.values()]) / distances.size, 8);
  expect(maxAbsDiff).toBeCloseTo(Math.max(...distances.values()), 6);
  expect((optionKL as number) / (sumOf(divergences) / divergences.length)).toBeCloseTo(1, 4);
});

/** The token ids of every option of every row, as `oc-local prompt` shows them. */
async function promptsOf(given: Partial<Invocation>): Promise<number[][][]> {
  const invocation = invocationOf(folder.path, { ...given, ...f16 });
  const reader = openReader({ invocation, isDebug: true });
  const plan = await planPrompts(invocation, { reader });
  const rows: number[][][] = [];
  for (let row = 0; row < (given.limit ?? 0); row++)
    for (const { prompts } of await viewPrompts(plan, plan.datasets, { row, reader }))
      rows.push(prompts.map(({ tokens }) => (tokens?.pieces ?? []).flatMap(({ ids }) => ids)));
  return rows;
}

async function scoreAll(modelPath: string, sequences: Int32Array[]): Promise<number[][]> {
  const engine = await open(tinyOptions({ modelPath, parallelSequences: 1 }));
  const logProbs: number[][] = [];
  async function* requests() {
    for (const [index, tokens] of sequences.entries()) yield { index, tokens, from: 1 };
  }
  for await (const result of engine.score(requests())) logProbs[result.index] = [...result.logProbs];
  await engine.close();
  return logProbs;
}

function softmax(scores: number[]): number[] {
  const weights = scores.map((score) => Math.exp(score - Math.max(...scores)));
  return weights.map((weight) => weight / sumOf(weights));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
