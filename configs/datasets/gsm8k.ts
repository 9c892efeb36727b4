// GSM8K (Cobbe et al. 2021, arXiv:2110.14168): grade-school word problems whose answer is an integer. Prompts are those of
// OpenCompass a5acc4bb. Examples are written into the prompts; the train split is read but never asked.

import { type DatasetConfig, defineDataset, readJsonl } from "oc-local";
import { complexExamples, firstExamples, type Gsm8kExample } from "./_gsm8k-examples.ts";
import { askZeroShot, bot, demo, type Evaluate, human, type Infer } from "./_pieces.ts";

const reference = { datasetPostprocessor: { type: "gsm8k-reference" } };
const lastNumber: Evaluate = { evaluator: { type: "gsm8k" }, predPostprocessor: { type: "gsm8k" }, ...reference };
const boxed: Evaluate = {
  evaluator: { type: "math", version: "v2" },
  predPostprocessor: { type: "math-v2" },
  ...reference,
};

const stepByStep = "{question}\nPlease reason step by step, and put your final answer within \\boxed{}.";
const answerOnly = "{question}\nPlease put your final answer within \\boxed{}.";
const afterQuestion = "\nLet's think step by step\nAnswer:";

export default defineDataset({
  title: "GSM8K: grade-school mathematics in words",
  dimensions: ["mathematics", "reasoning"],
  load: async (path) => ({
    train: await readJsonl(`${path}/train.jsonl`),
    test: await readJsonl(`${path}/test.jsonl`),
  }),
  variants: {
    gsm8k_gen_1d7fe4: chatEntries,
    gsm8k_gen_17d0dc: baseEntries,
    gsm8k_new_gen: () => entry(dialogue(complexExamples, { stoppingCriteria: ["Question"] })),
    gsm8k_gen_3309bd: () =>
      entry(dialogue(complexExamples, { maxOutLen: 512, stoppingCriteria: [":", "Question:", "Question"] })),
    gsm8k_gen_d6de81: () => entry(dialogue(complexExamples.slice(1), { maxOutLen: 512 })),
    gsm8k_gen_701491: () => entry(dialogue([], { maxOutLen: 512 }), { ...lastNumber, predRole: "BOT" }),
    gsm8k_gen_e9e91e: () => entry(originalDialogue(), { ...lastNumber, predRole: "BOT" }),
    gsm8k_gen_1dce88: () => entry(askZeroShot(textWithAnswer, { maxOutLen: 512 })),
    gsm8k_gen_a3e34a: () => entry(selfConsistency(20), { ...lastNumber, scSize: 20 }),
    gsm8k_gen_ee684f: () => entry(askZeroShot(spacedText(), { maxOutLen: 512 })),
    gsm8k_0shot_gen_a58960: () => entry(ask(stepByStep, { maxOutLen: 512 })),
    gsm8k_0shot_v2_gen_a58960: () => entry(ask(stepByStep, { maxOutLen: 512 }), boxed),
    gsm8k_0shot_v2_gen_6e39a4: () => entry(ask(stepByStep, { maxOutLen: 2048 }), boxed),
    gsm8k_0shot_v2_gen_17d799: () => entry(ask(stepByStep), boxed),
    gsm8k_0shot_nocot_gen_6cbf22: () => entry(ask(answerOnly, { maxOutLen: 512 }), boxed),
    demo_gsm8k_chat_gen: () => demo(chatEntries(), "[0:64]"),
    demo_gsm8k_base_gen: () => demo(baseEntries(), "[0:64]"),
  },
  aliases: { gsm8k_gen: "gsm8k_gen_1d7fe4" },
});

function chatEntries(): DatasetConfig[] {
  return entry(dialogue(complexExamples, { maxOutLen: 512 }));
}

function baseEntries(): DatasetConfig[] {
  return entry(dialogue(complexExamples, { maxOutLen: 512, stoppingCriteria: ["Question"] }));
}

function entry(infer: Infer, evaluate: Evaluate = lastNumber): DatasetConfig[] {
  return [
    {
      abbr: "gsm8k",
      source: { type: "gsm8k", path: "gsm8k" },
      reader: { inputColumns: ["question"], outputColumn: "answer" },
      infer,
      evaluate,
    },
  ];
}

function ask(prompt: string, options: Record<string, unknown> = {}): Infer {
  return askZeroShot({ round: [human(prompt)] }, options);
}

function dialogue(examples: readonly Gsm8kExample[], options: Record<string, unknown>): Infer {
  const turns = examples.flatMap(({ question, reasoning }) => [
    human(`Question: ${question}${afterQuestion}`),
    bot(`${reasoning}\n`),
  ]);
  return askZeroShot({ round: [...turns, human(`Question: {question}${afterQuestion}`)] }, options);
}

/** The eight original examples; the answer's own turn is part of the prompt. */
function originalDialogue(): Infer {
  const turns = firstExamples.flatMap(({ question, reasoning }) => [human(`Q: ${question}`), bot(`A: ${reasoning}\n`)]);
  return askZeroShot({ round: [...turns, human("Q: {question}"), bot("A: {answer}\n")] });
}

const examplesText = complexExamples
  .map(({ question, reasoning }) => `Question: ${question}${afterQuestion}\n${reasoning}\n\n`)
  .join("");
const textWithAnswer = `${examplesText}Question: {question}{answer}\n`;

/** The same text with a blank on either side of an equals sign between digits. */
function spacedText(): string {
  return `${examplesText.replaceAll(/(\d)= ?(\d)/g, "$1 = $2")}Question: {question}${afterQuestion}\n`;
}

function selfConsistency(samples: number): Infer {
  return {
    ...askZeroShot(textWithAnswer),
    inferencer: {
      type: "self-consistency",
      maxOutLen: 512,
      generationKwargs: { do_sample: true, temperature: 0.7, top_k: 40 },
      inferType: "sc",
      scSize: samples,
    },
  };
}
