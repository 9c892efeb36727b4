// MathBench (Liu et al. 2024, arXiv:2405.12209). Prompts are those of OpenCompass a5acc4bb.
// Choices are asked in four orders of their options; a question counts where all four are right.

import { type DatasetConfig, defineDataset, type Row } from "oc-local";
import { mapJsonl, textOf, textsOf } from "./_fields.ts";
import {
  arithmetic,
  choicesCn,
  choicesEn,
  type Example,
  reasonedChoicesCn,
  reasonedChoicesEn,
  wordProblemsCn,
  wordProblemsEn,
} from "./_mathbench-examples.ts";
import { mathbenchGroups } from "./_mathbench-groups.ts";
import {
  accuracy,
  askZeroShot,
  bot,
  comparing,
  type Evaluate,
  firstOption,
  human,
  type Infer,
  perOption,
  type Turn,
} from "./_pieces.ts";

/** A file of the data, in the folder of its level. */
type File = readonly [level: string, name: string];

const choiceCn = "single_choice_cn";
const choiceEn = "single_choice_en";
const filesOfDeprecated2024: readonly File[] = [
  ["college", choiceCn],
  ["college", choiceEn],
  ["high", choiceCn],
  ["high", choiceEn],
  ["middle", choiceCn],
  ["middle", choiceEn],
  ["primary", "cloze_cn"],
  ["primary", "cloze_en"],
  ["calculate", "cloze_en"],
];
const filesOfDeprecated: readonly File[] = [
  ["college", choiceCn],
  ["college", "cloze_en"],
  ["high", choiceCn],
  ["high", choiceEn],
  ["middle", choiceCn],
  ["primary", "cloze_cn"],
  ["primary_refine", "refine_cloze_cn"],
];
const filesOf2024: readonly File[] = [
  ...filesOfDeprecated2024.slice(0, -1),
  ["arithmetic", "cloze_en"],
  ...["college_knowledge", "high_knowledge", "middle_knowledge", "primary_knowledge"].flatMap((level): File[] => [
    [level, choiceCn],
    [level, choiceEn],
  ]),
];

/** How the files of one kind are asked, by their language. */
interface Asked {
  cn: Infer;
  en: Infer;
}

interface AskedCloze extends Asked {
  evaluate: (name: string) => Evaluate;
}

interface Release {
  files: readonly File[];
  folder: string;
  prefix?: string;
  withCircular: boolean;
}

const deprecated = { files: filesOfDeprecated, folder: "mathbench", withCircular: true };
const deprecated2024 = { ...deprecated, files: filesOfDeprecated2024 };
const release2024 = { files: filesOf2024, folder: "mathbench_v1", withCircular: true };
const noCot = { ...release2024, prefix: "no_cot-" };
const withoutCircular = { ...release2024, prefix: "wocircular-", withCircular: false };

export default defineDataset({
  title: "MathBench: theory and application from arithmetic to college, English and Chinese",
  dimensions: ["mathematics"],
  load: async (path, { name, withCircular = true }) => {
    const isCloze = String(name).includes("cloze");
    const rows = await mapJsonl(`${path}/${name}.jsonl`, (record, place) => {
      const question = textOf(record, "question", place).trim();
      const answer = textOf(record, "answer", place).trim();
      return isCloze ? { question, answer } : { question, answer, options: textsOf(record, "options", place) };
    });
    if (isCloze) return rows;
    return rows.flatMap((row, id) =>
      withCircular ? circular(row, id) : [asked(row, row.options as string[], row.answer as string)],
    );
  },
  groups: mathbenchGroups,
  variants: {
    deprecated_mathbench_2024_gen_de9ff9: () =>
      entries(deprecated2024, stepByStep({ maxOutLen: 512 }), eightExamples({ maxOutLen: 512 })),
    deprecated_mathbench_arith_gen_ccd638: () => [
      {
        abbr: "mathbench-arithmeticarithmetic-cloze_arith_en",
        source: { type: "MathBench", path: "mathbench/arithmetic", name: "cloze_arith_en", withCircular: false },
        reader: columns,
        infer: askZeroShot(
          { round: turnsOf([...arithmetic, ["{question}", "{answer}"]], "Q: ", "A: ", "\n") },
          { maxOutLen: 512 },
        ),
        evaluate: extracted("cloze_arith_en"),
      },
    ],
    deprecated_mathbench_cot_gen_66f329: () =>
      entries(deprecated, stepByStep({ maxOutLen: 512 }), eightExamples({ maxOutLen: 512 })),
    deprecated_mathbench_gen_7b734b: () =>
      entries(deprecated, directly({ maxOutLen: 512 }), eightExamples({ maxOutLen: 512 })),
    mathbench_2024_few_shot_mixed_4a3fd4: () =>
      entries(release2024, compared(), fourExamples({ maxOutLen: 2048, stoppingCriteria: ["Question:"] })),
    mathbench_2024_gen_19e486: () =>
      entries(release2024, stepByStep({ maxOutLen: 2048 }), eightExamples({ maxOutLen: 2048 })),
    mathbench_2024_gen_1dc21d: () => entries(noCot, letters({ maxOutLen: 2048 }), fourExamples({ maxOutLen: 2048 })),
    mathbench_2024_gen_4b8f28: () => entries(release2024, ofInstructModels(), boxed()),
    mathbench_2024_gen_50a320: () =>
      entries(release2024, ofInstructModels({ maxOutLen: 2048 }), boxed({ maxOutLen: 2048 })),
    mathbench_2024_gen_fc2a24: () =>
      entries(release2024, reasoned({ maxOutLen: 2048 }), fourExamples({ maxOutLen: 2048 })),
    mathbench_2024_wocircular_gen_1dc21d: () =>
      entries(withoutCircular, letters({ maxOutLen: 2048 }), fourExamples({ maxOutLen: 2048 })),
    mathbench_2024_wocircular_mixed_8eb12b: () =>
      entries(withoutCircular, compared(), fourExamples({ maxOutLen: 2048 })),
    mathbench_2024_few_shot_new_mixed: () =>
      entries(release2024, compared(), fourExamples({ stoppingCriteria: ["Question:"] })),
  },
  aliases: { mathbench_gen: "mathbench_2024_gen_19e486" },
});

const columns = { inputColumns: ["question"], outputColumn: "answer" };

function entries(
  { files, folder, prefix = "", withCircular }: Release,
  choice: Asked,
  cloze: AskedCloze,
): DatasetConfig[] {
  return files.map(([level, name]) => {
    const isChoice = name.startsWith("single_choice");
    const language = name.endsWith("_cn") ? "cn" : "en";
    return {
      abbr: `mathbench-${prefix}${level}-${name}`,
      source: { type: "MathBench", path: `${folder}/${level}`, name, withCircular },
      reader: columns,
      infer: (isChoice ? choice : cloze)[language],
      evaluate: isChoice ? choiceScore(withCircular) : cloze.evaluate(name),
    };
  });
}

function choiceScore(withCircular: boolean): Evaluate {
  const score: Evaluate = withCircular ? { evaluator: { type: "circular" } } : accuracy;
  return { ...score, predPostprocessor: firstOption("ABCD") };
}

function extracted(name: string): Evaluate {
  return { ...accuracy, predPostprocessor: { type: "mathbench", name } };
}

type Options = Record<string, unknown>;

function askedAs(cn: readonly Turn[], en: readonly Turn[], options?: Options): Asked {
  return { cn: askZeroShot({ round: [...cn] }, options), en: askZeroShot({ round: [...en] }, options) };
}

const stepByStepCn =
  "以下是一道关于数学的单项选择题，请你一步一步推理，并在最后用“所以答案为选项X”给出答案，其中“X”为选项A，B，C，D中你认为正确的选项。下面是你要回答的问题\n{question}\n让我们一步一步思考：";

function stepByStep(options: Options): Asked {
  const en =
    "Here is a multiple-choice question about mathematics. Please reason through it step by step, and at the end, provide your answer option with 'Therefore, the correct answer is option X', Where 'X' is the correct option you think from A，B，C，D. Here is the question you need to answer:\n{question}\nLet's think step by step:";
  return askedAs([human(`${stepByStepCn}\n`), bot("{answer}")], [human(en), bot("{answer}")], options);
}

function ofInstructModels(options?: Options): Asked {
  const en =
    'Question: Here is a multiple-choice question about mathematics. Please reason through it step by step, and at the end, provide your answer option with "Therefore, the correct answer is option X", Where "X" is the correct option you think from A，B，C，D. Here is the question you need to answer:\n{question}\nLet\'s think step by step:';
  return askedAs([human(`问题: ${stepByStepCn}`)], [human(en)], options);
}

function directly(options: Options): Asked {
  const cn =
    "以下是一道关于数学的单项选择题，请你直接回答正确答案的选项序号。\n下面是你要回答的题目：\n{question}\n答案选项：";
  const en =
    "Here is a multiple-choice question about mathematics. Please provide the correct answer option directly.\nHere is the question you need to answer:\n{question}\nAnswer option:";
  return askedAs([human(cn), bot("{answer}")], [human(en), bot("{answer}")], options);
}

function boxed(options?: Options): AskedCloze {
  const cn = "{question}\n请一步一步推理，并在最后用\\boxed{}给出你的答案。";
  const en = "{question}\nPlease reason step by step, and put your final answer within \\boxed{}.";
  return {
    ...askedAs([human(cn)], [human(en)], options),
    evaluate: () => ({ ...accuracy, predPostprocessor: { type: "math-v2" } }),
  };
}

function eightExamples(options: Options): AskedCloze {
  const cn = [...turnsOf(wordProblemsCn, "Q: ", "A: ", "\n"), human("Q: {question}"), bot("A: {answer}")];
  const en = turnsOf([...wordProblemsEn, ["{question}", "{answer}"]], "Q: ", "A: ", "\n");
  return { ...askedAs(cn, en, options), evaluate: extracted };
}

function fourExamples(options: Options): AskedCloze {
  const cn = dialogueCn(wordProblemsCn.slice(4));
  const en = dialogueEn(wordProblemsEn.slice(4));
  return { ...askedAs(cn, en, options), evaluate: extracted };
}

function letters(options: Options): Asked {
  return askedAs(dialogueCn(choicesCn), dialogueEn(choicesEn), options);
}

function reasoned(options: Options): Asked {
  return askedAs(dialogueCn(reasonedChoicesCn), dialogueEn(reasonedChoicesEn), options);
}

/** Which letter is likeliest after the same examples. */
function compared(): Asked {
  return {
    cn: comparing(perOption("ABCD", (letter) => ({ round: dialogueCn(choicesCn, letter) }))),
    en: comparing(perOption("ABCD", (letter) => ({ round: dialogueEn(choicesEn, letter) }))),
  };
}

function dialogueCn(examples: readonly Example[], answer = "{answer}"): Turn[] {
  return turnsOf([...examples, ["{question}", answer]], "问题: ", "回答: ");
}

function dialogueEn(examples: readonly Example[], answer = "{answer}"): Turn[] {
  return turnsOf([...examples, ["{question}", answer]], "Question: ", "Response: ");
}

function turnsOf(examples: readonly Example[], asks: string, answers: string, end = ""): Turn[] {
  return examples.flatMap(([question, answer]) => [human(asks + question), bot(answers + answer + end)]);
}

function asked(row: Row, options: readonly string[], answer: string): Row {
  const lines = options.map((option, i) => `${"ABCDEFGHIJ"[i]}. ${option}\n`);
  return { question: `${row.question}\n${lines.join("")}`, answer };
}

/** Option i stands where letter i of an order says; the reference carries question and order, which the evaluator puts together. */
function circular(row: Row, id: number): Row[] {
  const options = row.options as string[];
  return ["ABCD", "BCDA", "CDAB", "DABC"].map((order) => {
    const moved = [...order].map((letter) => options["ABCD".indexOf(letter)] as string);
    const letter = "ABCD"[order.indexOf(row.answer as string)];
    return asked(row, moved, `${id}--${letter}--${order}`);
  });
}
