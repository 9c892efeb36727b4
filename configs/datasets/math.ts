// MATH (Hendrycks et al. 2021, arXiv:2103.03874) and its 500-problem subset of PRM800K. Prompts are those of OpenCompass
// a5acc4bb. Upstream's own `math_gen` and `math_prm800k_500_gen` are scored by the Python library math-verify; here these
// two names stand for the variants with the same examples that are scored by normalising text.

import { type DatasetConfig, defineDataset, extractBoxedAnswer, type Row, readJson, readText } from "oc-local";
import { asObject, textOf } from "./_fields.ts";
import {
  type MathExample,
  minervaDisplayed,
  minervaInline,
  misprinted,
  otherExamples,
  withDoubledBraces,
} from "./_math-examples.ts";
import { askZeroShot, bot, demo, type Evaluate, human, type Infer, judged } from "./_pieces.ts";

const v1: Evaluate = { evaluator: { type: "math" }, predPostprocessor: { type: "math" } };
const v2: Evaluate = { evaluator: { type: "math", version: "v2" }, predPostprocessor: { type: "math-v2" } };

const byMathVerify: Evaluate = {
  evaluator: { type: "unscorable", needs: "math-verify", upstream: "MATHVerifyEvaluator" },
};

const stepByStep = "{problem}\nPlease reason step by step, and put your final answer within \\boxed{}.";
const answerInBox = "{problem}\nRemember to put your final answer within \\boxed{}.";
const answerLine = `Solve the following math problem step by step. The last line of your response should be of the form ANSWER: $ANSWER (without quotes) where $ANSWER is the answer to the problem.

{problem}

Remember to put your answer on its own line after "ANSWER:", and you do not need to use a \\boxed command.`;

export default defineDataset({
  title: "MATH: competition mathematics, and the MATH-500 subset",
  dimensions: ["mathematics", "reasoning"],
  load: async (path, { fileName = "math.json" }) => {
    const rows = await readProblems(`${path}/${fileName}`);
    return { test: rows, train: rows };
  },
  variants: {
    math_0shot_gen_393424: zeroShotEntries,
    math_0shot_gen_11c4b5: () => entry(ask(stepByStep), v2),
    math_4shot_base_gen_db136b: textEntries,
    math_4shot_base_gen_43d5b6: () =>
      entry(continueText({ maxOutLen: 2048, stoppingCriteria: ["Problem", "问题:"] }), v2),
    math_4shot_base_new_gen: () => entry(continueText({ stoppingCriteria: ["Problem", "问题:"] }), v2),
    math_evaluatorv2_gen_cecb31: () => entry(dialogue(chatExamples, { maxOutLen: 1024 }), v2),
    math_evaluatorv2_gen_2f4a71: () =>
      entry(
        askZeroShot(`${text(withDoubledBraces(minervaInline))}Problem:\n{problem}\nSolution:`, {
          maxOutLen: 512,
          stoppingCriteria: ["Problem"],
        }),
        v2,
      ),
    math_gen_265cce: () => entry(dialogue(chatExamples, { maxOutLen: 512 }), v2),
    math_gen_0957ff: () => entry(dialogue(misprinted(minervaInline), { maxOutLen: 512 }), v1),
    math_gen_1ed9c2: () => entry(dialogue(otherExamples, { maxOutLen: 512 }), v1),
    math_gen_559593: () => entry(fillSolution("Problem:\n{problem}\nSolution:\n{solution}"), v1),
    math_gen_5e8458: () => entry(fillSolution("Problem:\n{problem}Solution:\n{solution}"), v1),
    math_gen_78ced2: () => entry(ask(answerLine, { maxOutLen: 512 }), v1),
    math_prm800k_500_0shot_cot_gen: () => subset500(ask(stepByStep)),
    math_prm800k_500_gen_393424: () => subset500(ask(stepByStep, { maxOutLen: 1024 })),
    math_prm800k_500_0shot_nocot_gen_b27274: () => subset500(ask(answerInBox, { maxOutLen: 1024 })),
    math_0shot_llm_judge_gen_393424: () =>
      entry(
        ask(stepByStep, { maxOutLen: 1024 }),
        judged("GaoKaoMATHEvaluator", { predPostprocessor: { type: "math-v2" } }),
      ),
    math_llm_judge_gen_56606f: () => entry(ask("Question: {problem}\nLet's think step by step\nAnswer:"), judged()),
    math_prm800k_500_0shot_cot_academic_gen: () => subset500(ask(stepByStep), judged()),
    math_prm800k_500_0shot_nocot_genericllmeval_gen_63a000: () => subset500(longAnswerInBox, judged(), "-llmjudge"),
    math_prm800k_500_0shot_nocot_genericllmeval_xml_gen_63a000: () => subset500(longAnswerInBox, judged(), "-llmjudge"),
    math_prm800k_500_0shot_nocot_llmjudge_gen_63a000: () =>
      subset500(longAnswerInBox, judged("LMEvaluator"), "-llmjudge"),
    math_prm800k_500_llmverify_repeat4_gen_97b203: () =>
      [0, 1, 2, 3].flatMap((run) => subset500(ask(answerInBox), judged(), `-llmverify-run${run}`)),
    math_500_llmjudge_gen_6ff468: () => subset500(ask(answerInBox), judged(), "-llmjudge"),
    math_prm800k_500_0shot_cot_gen_11c4b5: () => subset500(ask(stepByStep), byMathVerify),
    math_gen_a58d9d: () => entry(dialogue(chatExamples, {}), byMathVerify),
    demo_math_chat_gen: () => demo(zeroShotEntries(), "[0:64]"),
    demo_math_base_gen: () => demo(textEntries(), "[0:64]"),
  },
  aliases: {
    math_gen: "math_evaluatorv2_gen_cecb31",
    math_prm800k_500_gen: "math_prm800k_500_0shot_cot_gen",
    math_llm_judge_gen: "math_llm_judge_gen_56606f",
    math_prm800k_500_0shot_nocot_genericllmeval_gen_6ff468: "math_500_llmjudge_gen_6ff468",
    math_prm800k_500_llm_judge_gen: "math_500_llmjudge_gen_6ff468",
    math_prm800k_500_llmverify_gen_6ff468: "math_500_llmjudge_gen_6ff468",
  },
});

function zeroShotEntries(): DatasetConfig[] {
  return entry(ask(stepByStep, { maxOutLen: 1024 }), v2);
}

function textEntries(): DatasetConfig[] {
  return entry(continueText({ maxOutLen: 1024, stoppingCriteria: ["Problem"] }), v2);
}

function entry(infer: Infer, evaluate: Evaluate, abbr = "math", file: { fileName?: string } = {}): DatasetConfig[] {
  return [
    {
      abbr,
      source: { type: "math", path: "math", ...file },
      reader: { inputColumns: ["problem"], outputColumn: "solution" },
      infer,
      evaluate,
    },
  ];
}

function subset500(infer: Infer, evaluate: Evaluate = v2, suffix = ""): DatasetConfig[] {
  return entry(infer, evaluate, `math_prm800k_500${suffix}`, { fileName: "test_prm800k_500.json" });
}

const longAnswerInBox = ask(answerInBox, { maxOutLen: 8192 });

function ask(prompt: string, options: Record<string, unknown> = {}): Infer {
  return askZeroShot({ round: [human(prompt)] }, options);
}

const chatExamples = withDoubledBraces(misprinted(minervaInline));

function dialogue(examples: readonly MathExample[], options: Record<string, unknown>): Infer {
  const turns = examples.flatMap(({ problem, solution }) => [
    human(`Problem:\n${problem}\nSolution:`),
    bot(`${solution}\n`),
  ]);
  return askZeroShot({ round: [...turns, human("Problem:\n{problem}\nSolution:\n")] }, options);
}

/** For base models: plain text with blank lines between the parts. */
function continueText(options: Record<string, unknown>): Infer {
  const examples = minervaDisplayed.map(
    ({ problem, solution }) => `Problem:\n${problem}\n\nSolution:\n${solution}\n\n`,
  );
  return askZeroShot(`${examples.join("")}Problem:\n{problem}\nSolution:`, options);
}

function fillSolution(question: string): Infer {
  return askZeroShot(text(chatExamples) + question, { maxOutLen: 512 });
}

function text(examples: readonly MathExample[]): string {
  return examples.map(({ problem, solution }) => `Problem:\n${problem}\nSolution:\n${solution}\n\n`).join("");
}

/** The file is one object of problems by number. Rows follow the file, not the numeric order JavaScript gives such keys. */
async function readProblems(path: string): Promise<Row[]> {
  const problems = asObject(await readJson(path), path, "an object of problems");
  const keys = new Set(Array.from((await readText(path)).matchAll(/"([^"\\]*)"\s*:\s*\{/g), ([, key]) => String(key)));
  return [...keys].map((key) => {
    const place = `${path}: entry "${key}"`;
    const record = asObject(problems[key], place);
    return {
      problem: textOf(record, "problem", place),
      solution: extractBoxedAnswer(textOf(record, "solution", place)),
    };
  });
}
