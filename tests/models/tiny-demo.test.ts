// The demo sets on the embedded model: pinned scores, and proof that the pins would catch a broken step. A model that
// answers at chance would hide each of these faults.

import { beforeAll, describe, expect, test } from "vitest";
import type { ScoreRequest, ScoreResult } from "../../src/core/request.ts";
import type { Engine } from "../../src/engines/engine.ts";
import { type TinyQuestion, tinyEvaluations, tinyScores } from "./tiny-scores.ts";

const f16 = "oc-tiny-f16.gguf";
const hangLimit = 300_000;
const llama2 =
  "{{ bos_token }}{% for m in messages %}{% if m.role == 'user' %}[INST] {{ m.content }} [/INST]{% else %} {{ m.content }}\n{% endif %}{% endfor %}";

/** Percent, on the first CPU they were computed on; every row is one question of 60 or 100. */
const pins = {
  tiny_gsm8k_gen: 100,
  "tiny_ceval_gen-common_sense": 100,
  "tiny_ceval_gen-vocabulary": 100,
  "tiny_ceval_ppl-common_sense": 100,
  "tiny_ceval_ppl-vocabulary": 100,
  "tiny_mmlu_gen-common_sense": 100,
  "tiny_mmlu_gen-vocabulary": 100,
  "tiny_mmlu_ppl-common_sense": 100,
  "tiny_mmlu_ppl-vocabulary": 100,
  tiny_siqa_ppl: 100,
};

test.each([
  ["llama", f16],
  ["node-llama-cpp", f16],
  ["onnx", "oc-tiny-onnx"],
] as const)("whole weights score as pinned on %s", { timeout: hangLimit }, async (engine, file) => {
  const scores = await tinyScores({ file, datasets: "tiny", engine });
  expect(rounded(scores)).toEqual(rounded(pins));
});

test.each([
  ["oc-tiny-q8_0.gguf", 5],
  ["oc-tiny-q4_0.gguf", 10],
])("%s scores within %i points of F16 on every set", { timeout: hangLimit }, async (file, tolerance) => {
  const scores = await tinyScores({ file, datasets: "tiny" });
  for (const [name, pinned] of Object.entries(pins)) {
    expect(Math.abs((scores[name] ?? Number.NaN) - pinned), `${name}: ${scores[name]}`).toBeLessThanOrEqual(tolerance);
  }
});

describe("a broken step moves a pinned score by more than 5 points", () => {
  const rows = 40;
  const sound = new Map<string, Record<string, number>>();
  beforeAll(async () => {
    for (const datasets of ["tiny_gsm8k_gen", "tiny_ceval_gen", "tiny_mmlu_gen", "tiny_siqa_ppl", "tiny_ceval_ppl"]) {
      sound.set(datasets, await tinyScores({ file: f16, datasets, rows }));
    }
  }, hangLimit);

  const withoutTemplateBos =
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}<|im_start|>assistant\n";

  test.each<[string, Pick<TinyQuestion, "datasets" | "chatTemplate" | "wrap">]>([
    ["BOS lost in a scored text", { datasets: "tiny_ceval_ppl", wrap: loseBos }],
    ["BOS lost in a scored text", { datasets: "tiny_siqa_ppl", wrap: loseBos }],
    ["BOS lost by the chat template", { datasets: "tiny_ceval_gen", chatTemplate: withoutTemplateBos }],
    ["BOS lost before generation", { datasets: "tiny_mmlu_gen", wrap: loseBos }],
    ["BOS lost before generation", { datasets: "tiny_gsm8k_gen", wrap: loseBos }],
    ["each token scored from its own position's logits", { datasets: "tiny_siqa_ppl", wrap: scoreOwnPosition }],
    ["the largest perplexity taken", { datasets: "tiny_siqa_ppl", wrap: negate }],
    ["the largest perplexity taken", { datasets: "tiny_ceval_ppl", wrap: negate }],
    ["another family's template", { datasets: "tiny_gsm8k_gen", chatTemplate: llama2 }],
    ["another family's template", { datasets: "tiny_ceval_gen", chatTemplate: llama2 }],
  ])("%s", { timeout: hangLimit }, async (_name, broken) => {
    const scores = await tinyScores({ file: f16, rows, ...broken });
    for (const [name, right] of Object.entries(sound.get(broken.datasets) ?? {})) {
      expect(Math.abs(right - (scores[name] ?? Number.NaN)), `${name}: ${right} → ${scores[name]}`).toBeGreaterThan(5);
    }
  });
});

test("the sound model raises no alarm on any demo set", { timeout: hangLimit }, async () => {
  for (const [name, { facts }] of Object.entries(await tinyEvaluations({ file: f16, datasets: "tiny" }))) {
    expect(facts.alarms, name).toEqual([]);
    // Free text is not guessed.
    expect(facts.chance !== undefined, name).toBe(name !== "tiny_gsm8k_gen");
  }
});

test.each<[string, Pick<TinyQuestion, "datasets" | "chatTemplate" | "wrap">]>([
  ["BOS lost in a scored text", { datasets: "tiny_ceval_ppl", wrap: loseBos }],
  ["BOS lost before generation", { datasets: "tiny_mmlu_gen", wrap: loseBos }],
  ["another family's template", { datasets: "tiny_mmlu_gen", chatTemplate: llama2 }],
  ["the largest perplexity taken", { datasets: "tiny_mmlu_ppl", wrap: negate }],
])("%s: every part of the set is told to be no better than guessing", { timeout: hangLimit }, async (_name, broken) => {
  for (const [name, { facts, metrics }] of Object.entries(await tinyEvaluations({ file: f16, ...broken }))) {
    const raised = facts.alarms?.map(({ code }) => code).filter((code) => code.endsWith("_chance"));
    expect(raised, `${name}: ${metrics.accuracy}`).toHaveLength(1);
  }
});

function loseBos(engine: Engine): Engine {
  const { bos } = engine.info.specialTokenIds;
  return changed(engine, {
    tokenize: (text, options) => {
      const tokens = engine.tokenize(text, options);
      return tokens[0] === bos ? tokens.subarray(1) : tokens;
    },
  });
}

function negate(engine: Engine): Engine {
  return changed(engine, {
    score: async function* (requests, options) {
      for await (const result of engine.score(requests, options)) {
        yield { ...result, logProbs: result.logProbs.map((value) => -value) };
      }
    },
  });
}

/** Token i is scored by what the model expects after it instead of by what it expects before it. */
function scoreOwnPosition(engine: Engine): Engine {
  return changed(engine, {
    score: async function* (requests, options) {
      const asked: ScoreRequest[] = [];
      for await (const request of requests) asked.push(request);
      const answers = new Map<string, number>();
      const parts = asked.flatMap(({ index, tokens, from }) =>
        Array.from(tokens.subarray(from), (token, k) => ({
          key: `${index} ${k}`,
          tokens: Int32Array.of(...tokens.subarray(0, from + k + 1), token),
          from: from + k + 1,
        })),
      );
      const flow = (async function* () {
        for (const [index, { tokens, from }] of parts.entries()) yield { index, tokens, from };
      })();
      for await (const { index, logProbs } of engine.score(flow, options)) {
        answers.set((parts[index] as { key: string }).key, logProbs[0] as number);
      }
      for (const { index, tokens, from } of asked) {
        const logProbs = Float32Array.from(tokens.subarray(from), (_, k) => answers.get(`${index} ${k}`) ?? Number.NaN);
        yield { index, logProbs } satisfies ScoreResult;
      }
    },
  });
}

function changed(engine: Engine, methods: Partial<Engine>): Engine {
  return {
    info: engine.info,
    tokenize: engine.tokenize.bind(engine),
    detokenize: engine.detokenize.bind(engine),
    score: engine.score.bind(engine),
    generate: engine.generate.bind(engine),
    close: engine.close.bind(engine),
    ...methods,
  };
}

function rounded(scores: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, Math.round(score * 100) / 100]));
}
