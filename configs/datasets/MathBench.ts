// MathBench (Liu et al. 2024, arXiv:2405.12209). Prompts are those of OpenCompass a5acc4bb.
// Choices are asked in four orders of their options; a question counts where all four are right.

import { defineDataset, type Row } from "oc-local";
import { mapJsonl, textOf, textsOf } from "./_fields.ts";
import { mathbenchGroups } from "./_mathbench-groups.ts";
import {
  accuracy,
  askZeroShot,
  bot,
  comparing,
  type Evaluate,
  entriesOf,
  firstOption,
  human,
  inOrder,
  type NamedSource,
  perOption,
} from "./_pieces.ts";

const rows: NamedSource[] = [
  [
    "mathbench-college-single_choice_cn",
    { type: "MathBench", path: "mathbench/college", name: "single_choice_cn", withCircular: true },
  ],
  [
    "mathbench-high-single_choice_cn",
    { type: "MathBench", path: "mathbench/high", name: "single_choice_cn", withCircular: true },
  ],
  [
    "mathbench-middle-single_choice_cn",
    { type: "MathBench", path: "mathbench/middle", name: "single_choice_cn", withCircular: true },
  ],
];
const columns = { inputColumns: ["question"], outputColumn: "answer" };
const score: Evaluate = {
  evaluator: { type: "circular" },
  predPostprocessor: { type: "first-option", options: "ABCD" },
};
const rows2: NamedSource[] = [
  [
    "mathbench-college-single_choice_en",
    { type: "MathBench", path: "mathbench/college", name: "single_choice_en", withCircular: true },
  ],
  [
    "mathbench-high-single_choice_en",
    { type: "MathBench", path: "mathbench/high", name: "single_choice_en", withCircular: true },
  ],
  [
    "mathbench-middle-single_choice_en",
    { type: "MathBench", path: "mathbench/middle", name: "single_choice_en", withCircular: true },
  ],
];
const rows3: NamedSource[] = [
  [
    "mathbench-primary-cloze_cn",
    { type: "MathBench", path: "mathbench/primary", name: "cloze_cn", withCircular: true },
  ],
];
const score2: Evaluate = { ...accuracy, predPostprocessor: { type: "mathbench", name: "cloze_cn" } };
const rows4: NamedSource[] = [
  [
    "mathbench-primary-cloze_en",
    { type: "MathBench", path: "mathbench/primary", name: "cloze_en", withCircular: true },
  ],
  [
    "mathbench-calculate-cloze_en",
    { type: "MathBench", path: "mathbench/calculate", name: "cloze_en", withCircular: true },
  ],
];
const score3: Evaluate = { ...accuracy, predPostprocessor: { type: "mathbench", name: "cloze_en" } };
const rows5: NamedSource[] = [
  [
    "mathbench-arithmeticarithmetic-cloze_arith_en",
    { type: "MathBench", path: "mathbench/arithmetic", name: "cloze_arith_en", withCircular: false },
  ],
];
const score4: Evaluate = { ...accuracy, predPostprocessor: { type: "mathbench", name: "cloze_arith_en" } };
const rows6: NamedSource[] = [
  [
    "mathbench-college-cloze_en",
    { type: "MathBench", path: "mathbench/college", name: "cloze_en", withCircular: true },
  ],
];
const rows7: NamedSource[] = [
  [
    "mathbench-high-single_choice_en",
    { type: "MathBench", path: "mathbench/high", name: "single_choice_en", withCircular: true },
  ],
];
const rows8: NamedSource[] = [
  [
    "mathbench-primary_refine-refine_cloze_cn",
    { type: "MathBench", path: "mathbench/primary_refine", name: "refine_cloze_cn", withCircular: true },
  ],
];
const score5: Evaluate = { ...accuracy, predPostprocessor: { type: "mathbench", name: "refine_cloze_cn" } };
const rows9: NamedSource[] = [
  [
    "mathbench-college-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/college", name: "single_choice_cn", withCircular: true },
  ],
  [
    "mathbench-high-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/high", name: "single_choice_cn", withCircular: true },
  ],
  [
    "mathbench-middle-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/middle", name: "single_choice_cn", withCircular: true },
  ],
  [
    "mathbench-college_knowledge-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/college_knowledge", name: "single_choice_cn", withCircular: true },
  ],
  [
    "mathbench-high_knowledge-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/high_knowledge", name: "single_choice_cn", withCircular: true },
  ],
  [
    "mathbench-middle_knowledge-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/middle_knowledge", name: "single_choice_cn", withCircular: true },
  ],
  [
    "mathbench-primary_knowledge-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/primary_knowledge", name: "single_choice_cn", withCircular: true },
  ],
];
const rows10: NamedSource[] = [
  [
    "mathbench-college-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/college", name: "single_choice_en", withCircular: true },
  ],
  [
    "mathbench-high-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/high", name: "single_choice_en", withCircular: true },
  ],
  [
    "mathbench-middle-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/middle", name: "single_choice_en", withCircular: true },
  ],
  [
    "mathbench-college_knowledge-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/college_knowledge", name: "single_choice_en", withCircular: true },
  ],
  [
    "mathbench-high_knowledge-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/high_knowledge", name: "single_choice_en", withCircular: true },
  ],
  [
    "mathbench-middle_knowledge-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/middle_knowledge", name: "single_choice_en", withCircular: true },
  ],
  [
    "mathbench-primary_knowledge-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/primary_knowledge", name: "single_choice_en", withCircular: true },
  ],
];
const rows11: NamedSource[] = [
  [
    "mathbench-primary-cloze_cn",
    { type: "MathBench", path: "mathbench_v1/primary", name: "cloze_cn", withCircular: true },
  ],
];
const rows12: NamedSource[] = [
  [
    "mathbench-primary-cloze_en",
    { type: "MathBench", path: "mathbench_v1/primary", name: "cloze_en", withCircular: true },
  ],
  [
    "mathbench-arithmetic-cloze_en",
    { type: "MathBench", path: "mathbench_v1/arithmetic", name: "cloze_en", withCircular: true },
  ],
];
const rows13: NamedSource[] = [
  [
    "mathbench-no_cot-college-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/college", name: "single_choice_cn", withCircular: true },
  ],
  [
    "mathbench-no_cot-high-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/high", name: "single_choice_cn", withCircular: true },
  ],
  [
    "mathbench-no_cot-middle-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/middle", name: "single_choice_cn", withCircular: true },
  ],
  [
    "mathbench-no_cot-college_knowledge-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/college_knowledge", name: "single_choice_cn", withCircular: true },
  ],
  [
    "mathbench-no_cot-high_knowledge-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/high_knowledge", name: "single_choice_cn", withCircular: true },
  ],
  [
    "mathbench-no_cot-middle_knowledge-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/middle_knowledge", name: "single_choice_cn", withCircular: true },
  ],
  [
    "mathbench-no_cot-primary_knowledge-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/primary_knowledge", name: "single_choice_cn", withCircular: true },
  ],
];
const rows14: NamedSource[] = [
  [
    "mathbench-no_cot-college-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/college", name: "single_choice_en", withCircular: true },
  ],
  [
    "mathbench-no_cot-high-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/high", name: "single_choice_en", withCircular: true },
  ],
  [
    "mathbench-no_cot-middle-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/middle", name: "single_choice_en", withCircular: true },
  ],
  [
    "mathbench-no_cot-college_knowledge-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/college_knowledge", name: "single_choice_en", withCircular: true },
  ],
  [
    "mathbench-no_cot-high_knowledge-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/high_knowledge", name: "single_choice_en", withCircular: true },
  ],
  [
    "mathbench-no_cot-middle_knowledge-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/middle_knowledge", name: "single_choice_en", withCircular: true },
  ],
  [
    "mathbench-no_cot-primary_knowledge-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/primary_knowledge", name: "single_choice_en", withCircular: true },
  ],
];
const rows15: NamedSource[] = [
  [
    "mathbench-no_cot-primary-cloze_cn",
    { type: "MathBench", path: "mathbench_v1/primary", name: "cloze_cn", withCircular: true },
  ],
];
const rows16: NamedSource[] = [
  [
    "mathbench-no_cot-primary-cloze_en",
    { type: "MathBench", path: "mathbench_v1/primary", name: "cloze_en", withCircular: true },
  ],
  [
    "mathbench-no_cot-arithmetic-cloze_en",
    { type: "MathBench", path: "mathbench_v1/arithmetic", name: "cloze_en", withCircular: true },
  ],
];
const score6: Evaluate = { ...accuracy, predPostprocessor: { type: "math-v2" } };
const rows17: NamedSource[] = [
  [
    "mathbench-wocircular-college-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/college", name: "single_choice_cn", withCircular: false },
  ],
  [
    "mathbench-wocircular-high-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/high", name: "single_choice_cn", withCircular: false },
  ],
  [
    "mathbench-wocircular-middle-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/middle", name: "single_choice_cn", withCircular: false },
  ],
  [
    "mathbench-wocircular-college_knowledge-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/college_knowledge", name: "single_choice_cn", withCircular: false },
  ],
  [
    "mathbench-wocircular-high_knowledge-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/high_knowledge", name: "single_choice_cn", withCircular: false },
  ],
  [
    "mathbench-wocircular-middle_knowledge-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/middle_knowledge", name: "single_choice_cn", withCircular: false },
  ],
  [
    "mathbench-wocircular-primary_knowledge-single_choice_cn",
    { type: "MathBench", path: "mathbench_v1/primary_knowledge", name: "single_choice_cn", withCircular: false },
  ],
];
const score7: Evaluate = { ...accuracy, predPostprocessor: firstOption("ABCD") };
const rows18: NamedSource[] = [
  [
    "mathbench-wocircular-college-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/college", name: "single_choice_en", withCircular: false },
  ],
  [
    "mathbench-wocircular-high-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/high", name: "single_choice_en", withCircular: false },
  ],
  [
    "mathbench-wocircular-middle-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/middle", name: "single_choice_en", withCircular: false },
  ],
  [
    "mathbench-wocircular-college_knowledge-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/college_knowledge", name: "single_choice_en", withCircular: false },
  ],
  [
    "mathbench-wocircular-high_knowledge-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/high_knowledge", name: "single_choice_en", withCircular: false },
  ],
  [
    "mathbench-wocircular-middle_knowledge-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/middle_knowledge", name: "single_choice_en", withCircular: false },
  ],
  [
    "mathbench-wocircular-primary_knowledge-single_choice_en",
    { type: "MathBench", path: "mathbench_v1/primary_knowledge", name: "single_choice_en", withCircular: false },
  ],
];
const rows19: NamedSource[] = [
  [
    "mathbench-wocircular-primary-cloze_cn",
    { type: "MathBench", path: "mathbench_v1/primary", name: "cloze_cn", withCircular: false },
  ],
];
const rows20: NamedSource[] = [
  [
    "mathbench-wocircular-primary-cloze_en",
    { type: "MathBench", path: "mathbench_v1/primary", name: "cloze_en", withCircular: false },
  ],
  [
    "mathbench-wocircular-arithmetic-cloze_en",
    { type: "MathBench", path: "mathbench_v1/arithmetic", name: "cloze_en", withCircular: false },
  ],
];
const order = [
  "mathbench-college-single_choice_cn",
  "mathbench-college-single_choice_en",
  "mathbench-high-single_choice_cn",
  "mathbench-high-single_choice_en",
  "mathbench-middle-single_choice_cn",
  "mathbench-middle-single_choice_en",
  "mathbench-primary-cloze_cn",
  "mathbench-primary-cloze_en",
  "mathbench-calculate-cloze_en",
];
const order2 = [
  "mathbench-college-single_choice_cn",
  "mathbench-college-cloze_en",
  "mathbench-high-single_choice_cn",
  "mathbench-high-single_choice_en",
  "mathbench-middle-single_choice_cn",
  "mathbench-primary-cloze_cn",
  "mathbench-primary_refine-refine_cloze_cn",
];
const order3 = [
  "mathbench-college-single_choice_cn",
  "mathbench-college-single_choice_en",
  "mathbench-high-single_choice_cn",
  "mathbench-high-single_choice_en",
  "mathbench-middle-single_choice_cn",
  "mathbench-middle-single_choice_en",
  "mathbench-primary-cloze_cn",
  "mathbench-primary-cloze_en",
  "mathbench-arithmetic-cloze_en",
  "mathbench-college_knowledge-single_choice_cn",
  "mathbench-college_knowledge-single_choice_en",
  "mathbench-high_knowledge-single_choice_cn",
  "mathbench-high_knowledge-single_choice_en",
  "mathbench-middle_knowledge-single_choice_cn",
  "mathbench-middle_knowledge-single_choice_en",
  "mathbench-primary_knowledge-single_choice_cn",
  "mathbench-primary_knowledge-single_choice_en",
];
const order4 = [
  "mathbench-no_cot-college-single_choice_cn",
  "mathbench-no_cot-college-single_choice_en",
  "mathbench-no_cot-high-single_choice_cn",
  "mathbench-no_cot-high-single_choice_en",
  "mathbench-no_cot-middle-single_choice_cn",
  "mathbench-no_cot-middle-single_choice_en",
  "mathbench-no_cot-primary-cloze_cn",
  "mathbench-no_cot-primary-cloze_en",
  "mathbench-no_cot-arithmetic-cloze_en",
  "mathbench-no_cot-college_knowledge-single_choice_cn",
  "mathbench-no_cot-college_knowledge-single_choice_en",
  "mathbench-no_cot-high_knowledge-single_choice_cn",
  "mathbench-no_cot-high_knowledge-single_choice_en",
  "mathbench-no_cot-middle_knowledge-single_choice_cn",
  "mathbench-no_cot-middle_knowledge-single_choice_en",
  "mathbench-no_cot-primary_knowledge-single_choice_cn",
  "mathbench-no_cot-primary_knowledge-single_choice_en",
];
const order5 = [
  "mathbench-wocircular-college-single_choice_cn",
  "mathbench-wocircular-college-single_choice_en",
  "mathbench-wocircular-high-single_choice_cn",
  "mathbench-wocircular-high-single_choice_en",
  "mathbench-wocircular-middle-single_choice_cn",
  "mathbench-wocircular-middle-single_choice_en",
  "mathbench-wocircular-primary-cloze_cn",
  "mathbench-wocircular-primary-cloze_en",
  "mathbench-wocircular-arithmetic-cloze_en",
  "mathbench-wocircular-college_knowledge-single_choice_cn",
  "mathbench-wocircular-college_knowledge-single_choice_en",
  "mathbench-wocircular-high_knowledge-single_choice_cn",
  "mathbench-wocircular-high_knowledge-single_choice_en",
  "mathbench-wocircular-middle_knowledge-single_choice_cn",
  "mathbench-wocircular-middle_knowledge-single_choice_en",
  "mathbench-wocircular-primary_knowledge-single_choice_cn",
  "mathbench-wocircular-primary_knowledge-single_choice_en",
];

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
      inOrder(order, [
        ...entriesOf(
          rows,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "以下是一道关于数学的单项选择题，请你一步一步推理，并在最后用“所以答案为选项X”给出答案，其中“X”为选项A，B，C，D中你认为正确的选项。下面是你要回答的问题\n{question}\n让我们一步一步思考：\n",
                ),
                bot("{answer}"),
              ],
            },
            { maxOutLen: 512 },
          ),
          score,
        ),
        ...entriesOf(
          rows2,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Here is a multiple-choice question about mathematics. Please reason through it step by step, and at the end, provide your answer option with 'Therefore, the correct answer is option X', Where 'X' is the correct option you think from A，B，C，D. Here is the question you need to answer:\n{question}\nLet's think step by step:",
                ),
                bot("{answer}"),
              ],
            },
            { maxOutLen: 512 },
          ),
          score,
        ),
        ...entriesOf(
          rows3,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Q: 林中有15棵树。林务工人员今天将在林中种植树木。完成后，将有21棵树。林务工人员今天种植了多少棵树？",
                ),
                bot(
                  "A: 我们从15棵树开始。后来有21棵树。差值必定是他们种植的树木数量。所以，他们必须种植了21 - 15 = 6棵树。答案是 6\n",
                ),
                human("Q: 如果停车场有3辆车，又有2辆车进来，停车场里有多少辆车？"),
                bot("A: 停车场已经有3辆车。又进来了2辆车。现在有3 + 2 = 5辆车。答案是 5\n"),
                human("Q: 黎恩有32块巧克力，她的妹妹有42块。如果他们吃了35块，他们总共剩下多少块？"),
                bot(
                  "A: 黎恩有32块巧克力，Leah的妹妹有42块。这意味着原本有32 + 42 = 74块巧克力。被吃掉了35块。所以他们总共还剩下74 - 35 = 39块巧克力。答案是 39\n",
                ),
                human("Q: 杰森有20个棒棒糖。他给丹妮一些棒棒糖。现在Jason只剩下12个棒棒糖。杰森给丹妮多少个棒棒糖？"),
                bot(
                  "A: 杰森有20个棒棒糖。因为他现在只剩下12个，所以他必须把剩下的都给了丹妮。他给丹妮的棒棒糖数量必定是20 - 12 = 8个。答案是 8\n",
                ),
                human("Q: 莎莎有五个玩具。在圣诞节，他从他的爸爸和妈妈那里各得到了两个玩具。现在他有多少个玩具？"),
                bot(
                  "A: 她有5个玩具。他从妈妈那里得到了2个，所以之后他有5 + 2 = 7个玩具。然后他从爸爸那里得到了2个，所以总共他有7 + 2 = 9个玩具。答案是 9\n",
                ),
                human("Q: 服务器房间里有九台电脑。从周一到周四每天增加五台电脑。现在服务器房里有多少台电脑？"),
                bot(
                  "A: 从周一到周四有4天。每天增加5台电脑。这意味着总共增加了4 * 5 = 20台电脑。一开始有9台电脑，所以现在有9 + 20 = 29台电脑。答案是 29\n",
                ),
                human(
                  "Q: 迈克尔有58个高尔夫球。星期二，他丢失了23个高尔夫球。星期三，他又丢失了2个。星期三结束时他还剩下多少个高尔夫球？",
                ),
                bot(
                  "A: 迈克尔一开始有58个球。星期二他丢失了23个，所以之后他还剩下58 - 23 = 35个球。星期三他又丢失了2个，所以现在他还剩下35 - 2 = 33个球。答案是 33\n",
                ),
                human("Q: 奥利弗有23美元。她用每个3美元的价格买了五个百吉饼。她还剩下多少钱？"),
                bot(
                  "A: 她以每个3美元的价格买了5个百吉饼。这意味着她在百吉饼上花费了5 * 3 = 15美元。她一开始有23美元，所以现在她还剩下23 - 15 = 8美元。答案是 8\n",
                ),
                human("Q: {question}"),
                bot("A: {answer}"),
              ],
            },
            { maxOutLen: 512 },
          ),
          score2,
        ),
        ...entriesOf(
          rows4,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Q: There are 15 trees in the grove. Grove workers will plant trees in the grove today. After they are done, there will be 21 trees. How many trees did the grove workers plant today?",
                ),
                bot(
                  "A: We start with 15 trees. Later we have 21 trees. The difference must be the number of trees they planted. So, they must have planted 21 - 15 = 6 trees. The answer is 6.\n",
                ),
                human(
                  "Q: If there are 3 cars in the parking lot and 2 more cars arrive, how many cars are in the parking lot?",
                ),
                bot(
                  "A: There are 3 cars in the parking lot already. 2 more arrive. Now there are 3 + 2 = 5 cars. The answer is 5.\n",
                ),
                human(
                  "Q: Leah had 32 chocolates and her sister had 42. If they ate 35, how many pieces do they have left in total?",
                ),
                bot(
                  "A: Leah had 32 chocolates and Leah's sister had 42. That means there were originally 32 + 42 = 74 chocolates. 35 have been eaten. So in total they still have 74 - 35 = 39 chocolates. The answer is 39.\n",
                ),
                human(
                  "Q: Jason had 20 lollipops. He gave Denny some lollipops. Now Jason has 12 lollipops. How many lollipops did Jason give to Denny?",
                ),
                bot(
                  "A: Jason had 20 lollipops. Since he only has 12 now, he must have given the rest to Denny. The number of lollipops he has given to Denny must have been 20 - 12 = 8 lollipops. The answer is 8.\n",
                ),
                human(
                  "Q: Shawn has five toys. For Christmas, he got two toys each from his mom and dad. How many toys does he have now?",
                ),
                bot(
                  "A: He has 5 toys. He got 2 from mom, so after that he has 5 + 2 = 7 toys. Then he got 2 more from dad, so in total he has 7 + 2 = 9 toys. The answer is 9.\n",
                ),
                human(
                  "Q: There were nine computers in the server room. Five more computers were installed each day, from monday to thursday. How many computers are now in the server room?",
                ),
                bot(
                  "A: There are 4 days from monday to thursday. 5 computers were added each day. That means in total 4 * 5 = 20 computers were added. There were 9 computers in the beginning, so now there are 9 + 20 = 29 computers. The answer is 29.\n",
                ),
                human(
                  "Q: Michael had 58 golf balls. On tuesday, he lost 23 golf balls. On wednesday, he lost 2 more. How many golf balls did he have at the end of wednesday?",
                ),
                bot(
                  "A: Michael initially had 58 balls. He lost 23 on Tuesday, so after that he has 58 - 23 = 35 balls. On Wednesday he lost 2 more so now he has 35 - 2 = 33 balls. The answer is 33.\n",
                ),
                human("Q: Olivia has $23. She bought five bagels for $3 each. How much money does she have left?"),
                bot(
                  "A: She bought 5 bagels for $3 each. This means she spent 5 * $3 = $15 on the bagels. She had $23 in beginning, so now she has $23 - $15 = $8. The answer is 8.\n",
                ),
                human("Q: {question}"),
                bot("A: {answer}\n"),
              ],
            },
            { maxOutLen: 512 },
          ),
          score3,
        ),
      ]),
    deprecated_mathbench_arith_gen_ccd638: () =>
      entriesOf(
        rows5,
        columns,
        askZeroShot(
          {
            round: [
              human("Q: Calculate (341/11)/(9/(-6)*(-2)/3)."),
              bot(
                "A: First, (9/(-6)*(-2)/3) can be simplified by : 9/(-6) = -1.5, -1.5 * (-2) = 3, 3 / 3 = 1. So, (9/(-6)*(-2)/3) is equal to 1. Now, we have `(341/11)/1` equals `341/11`. Finally, calculate `341/11 = 31`. The answer is 31.\n",
              ),
              human("Q: In base 14, what is 5 - 638d8d?"),
              bot("A: 5 - 638d8d = -638d88. The answer is -638d88.\n"),
              human("Q: What is -491354 times -0.34?"),
              bot("A: The product of -491354 and -0.34 is 167060.36. The answer is 167060.36.\n"),
              human("Q: What is the value of (-55)/(6930/(-382)) + (0 - 3)?."),
              bot(
                "A: First, (-55)/(6930/(-382)) = (-55)/(-(6930/382)) = 55*382/6930 = 21010/6930 = 2101/693. Then, 2101/693 + (0 - 3) = 2101/693 - 3 = 2101/693 - 3*693/693 = (2101-2079)/693 = 22/693 = 2/63. The answer is 2/63.\n",
              ),
              human("Q: {question}"),
              bot("A: {answer}\n"),
            ],
          },
          { maxOutLen: 512 },
        ),
        score4,
      ),
    deprecated_mathbench_cot_gen_66f329: () =>
      inOrder(order2, [
        ...entriesOf(
          rows,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "以下是一道关于数学的单项选择题，请你一步一步推理，并在最后用“所以答案为选项X”给出答案，其中“X”为选项A，B，C，D中你认为正确的选项。下面是你要回答的问题\n{question}\n让我们一步一步思考：\n",
                ),
                bot("{answer}"),
              ],
            },
            { maxOutLen: 512 },
          ),
          score,
        ),
        ...entriesOf(
          rows6,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Q: There are 15 trees in the grove. Grove workers will plant trees in the grove today. After they are done, there will be 21 trees. How many trees did the grove workers plant today?",
                ),
                bot(
                  "A: We start with 15 trees. Later we have 21 trees. The difference must be the number of trees they planted. So, they must have planted 21 - 15 = 6 trees. The answer is 6.\n",
                ),
                human(
                  "Q: If there are 3 cars in the parking lot and 2 more cars arrive, how many cars are in the parking lot?",
                ),
                bot(
                  "A: There are 3 cars in the parking lot already. 2 more arrive. Now there are 3 + 2 = 5 cars. The answer is 5.\n",
                ),
                human(
                  "Q: Leah had 32 chocolates and her sister had 42. If they ate 35, how many pieces do they have left in total?",
                ),
                bot(
                  "A: Leah had 32 chocolates and Leah's sister had 42. That means there were originally 32 + 42 = 74 chocolates. 35 have been eaten. So in total they still have 74 - 35 = 39 chocolates. The answer is 39.\n",
                ),
                human(
                  "Q: Jason had 20 lollipops. He gave Denny some lollipops. Now Jason has 12 lollipops. How many lollipops did Jason give to Denny?",
                ),
                bot(
                  "A: Jason had 20 lollipops. Since he only has 12 now, he must have given the rest to Denny. The number of lollipops he has given to Denny must have been 20 - 12 = 8 lollipops. The answer is 8.\n",
                ),
                human(
                  "Q: Shawn has five toys. For Christmas, he got two toys each from his mom and dad. How many toys does he have now?",
                ),
                bot(
                  "A: He has 5 toys. He got 2 from mom, so after that he has 5 + 2 = 7 toys. Then he got 2 more from dad, so in total he has 7 + 2 = 9 toys. The answer is 9.\n",
                ),
                human(
                  "Q: There were nine computers in the server room. Five more computers were installed each day, from monday to thursday. How many computers are now in the server room?",
                ),
                bot(
                  "A: There are 4 days from monday to thursday. 5 computers were added each day. That means in total 4 * 5 = 20 computers were added. There were 9 computers in the beginning, so now there are 9 + 20 = 29 computers. The answer is 29.\n",
                ),
                human(
                  "Q: Michael had 58 golf balls. On tuesday, he lost 23 golf balls. On wednesday, he lost 2 more. How many golf balls did he have at the end of wednesday?",
                ),
                bot(
                  "A: Michael initially had 58 balls. He lost 23 on Tuesday, so after that he has 58 - 23 = 35 balls. On Wednesday he lost 2 more so now he has 35 - 2 = 33 balls. The answer is 33.\n",
                ),
                human("Q: Olivia has $23. She bought five bagels for $3 each. How much money does she have left?"),
                bot(
                  "A: She bought 5 bagels for $3 each. This means she spent 5 * $3 = $15 on the bagels. She had $23 in beginning, so now she has $23 - $15 = $8. The answer is 8.\n",
                ),
                human("Q: {question}"),
                bot("A: {answer}\n"),
              ],
            },
            { maxOutLen: 512 },
          ),
          score3,
        ),
        ...entriesOf(
          rows7,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Here is a multiple-choice question about mathematics. Please reason through it step by step, and at the end, provide your answer option with 'Therefore, the correct answer is option X', Where 'X' is the correct option you think from A，B，C，D. Here is the question you need to answer:\n{question}\nLet's think step by step:",
                ),
                bot("{answer}"),
              ],
            },
            { maxOutLen: 512 },
          ),
          score,
        ),
        ...entriesOf(
          rows3,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Q: 林中有15棵树。林务工人员今天将在林中种植树木。完成后，将有21棵树。林务工人员今天种植了多少棵树？",
                ),
                bot(
                  "A: 我们从15棵树开始。后来有21棵树。差值必定是他们种植的树木数量。所以，他们必须种植了21 - 15 = 6棵树。答案是 6\n",
                ),
                human("Q: 如果停车场有3辆车，又有2辆车进来，停车场里有多少辆车？"),
                bot("A: 停车场已经有3辆车。又进来了2辆车。现在有3 + 2 = 5辆车。答案是 5\n"),
                human("Q: 黎恩有32块巧克力，她的妹妹有42块。如果他们吃了35块，他们总共剩下多少块？"),
                bot(
                  "A: 黎恩有32块巧克力，Leah的妹妹有42块。这意味着原本有32 + 42 = 74块巧克力。被吃掉了35块。所以他们总共还剩下74 - 35 = 39块巧克力。答案是 39\n",
                ),
                human("Q: 杰森有20个棒棒糖。他给丹妮一些棒棒糖。现在Jason只剩下12个棒棒糖。杰森给丹妮多少个棒棒糖？"),
                bot(
                  "A: 杰森有20个棒棒糖。因为他现在只剩下12个，所以他必须把剩下的都给了丹妮。他给丹妮的棒棒糖数量必定是20 - 12 = 8个。答案是 8\n",
                ),
                human("Q: 莎莎有五个玩具。在圣诞节，他从他的爸爸和妈妈那里各得到了两个玩具。现在他有多少个玩具？"),
                bot(
                  "A: 她有5个玩具。他从妈妈那里得到了2个，所以之后他有5 + 2 = 7个玩具。然后他从爸爸那里得到了2个，所以总共他有7 + 2 = 9个玩具。答案是 9\n",
                ),
                human("Q: 服务器房间里有九台电脑。从周一到周四每天增加五台电脑。现在服务器房里有多少台电脑？"),
                bot(
                  "A: 从周一到周四有4天。每天增加5台电脑。这意味着总共增加了4 * 5 = 20台电脑。一开始有9台电脑，所以现在有9 + 20 = 29台电脑。答案是 29\n",
                ),
                human(
                  "Q: 迈克尔有58个高尔夫球。星期二，他丢失了23个高尔夫球。星期三，他又丢失了2个。星期三结束时他还剩下多少个高尔夫球？",
                ),
                bot(
                  "A: 迈克尔一开始有58个球。星期二他丢失了23个，所以之后他还剩下58 - 23 = 35个球。星期三他又丢失了2个，所以现在他还剩下35 - 2 = 33个球。答案是 33\n",
                ),
                human("Q: 奥利弗有23美元。她用每个3美元的价格买了五个百吉饼。她还剩下多少钱？"),
                bot(
                  "A: 她以每个3美元的价格买了5个百吉饼。这意味着她在百吉饼上花费了5 * 3 = 15美元。她一开始有23美元，所以现在她还剩下23 - 15 = 8美元。答案是 8\n",
                ),
                human("Q: {question}"),
                bot("A: {answer}"),
              ],
            },
            { maxOutLen: 512 },
          ),
          score2,
        ),
        ...entriesOf(
          rows8,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Q: 林中有15棵树。林务工人员今天将在林中种植树木。完成后，将有21棵树。林务工人员今天种植了多少棵树？",
                ),
                bot(
                  "A: 我们从15棵树开始。后来有21棵树。差值必定是他们种植的树木数量。所以，他们必须种植了21 - 15 = 6棵树。答案是 6\n",
                ),
                human("Q: 如果停车场有3辆车，又有2辆车进来，停车场里有多少辆车？"),
                bot("A: 停车场已经有3辆车。又进来了2辆车。现在有3 + 2 = 5辆车。答案是 5\n"),
                human("Q: 黎恩有32块巧克力，她的妹妹有42块。如果他们吃了35块，他们总共剩下多少块？"),
                bot(
                  "A: 黎恩有32块巧克力，Leah的妹妹有42块。这意味着原本有32 + 42 = 74块巧克力。被吃掉了35块。所以他们总共还剩下74 - 35 = 39块巧克力。答案是 39\n",
                ),
                human("Q: 杰森有20个棒棒糖。他给丹妮一些棒棒糖。现在Jason只剩下12个棒棒糖。杰森给丹妮多少个棒棒糖？"),
                bot(
                  "A: 杰森有20个棒棒糖。因为他现在只剩下12个，所以他必须把剩下的都给了丹妮。他给丹妮的棒棒糖数量必定是20 - 12 = 8个。答案是 8\n",
                ),
                human("Q: 莎莎有五个玩具。在圣诞节，他从他的爸爸和妈妈那里各得到了两个玩具。现在他有多少个玩具？"),
                bot(
                  "A: 她有5个玩具。他从妈妈那里得到了2个，所以之后他有5 + 2 = 7个玩具。然后他从爸爸那里得到了2个，所以总共他有7 + 2 = 9个玩具。答案是 9\n",
                ),
                human("Q: 服务器房间里有九台电脑。从周一到周四每天增加五台电脑。现在服务器房里有多少台电脑？"),
                bot(
                  "A: 从周一到周四有4天。每天增加5台电脑。这意味着总共增加了4 * 5 = 20台电脑。一开始有9台电脑，所以现在有9 + 20 = 29台电脑。答案是 29\n",
                ),
                human(
                  "Q: 迈克尔有58个高尔夫球。星期二，他丢失了23个高尔夫球。星期三，他又丢失了2个。星期三结束时他还剩下多少个高尔夫球？",
                ),
                bot(
                  "A: 迈克尔一开始有58个球。星期二他丢失了23个，所以之后他还剩下58 - 23 = 35个球。星期三他又丢失了2个，所以现在他还剩下35 - 2 = 33个球。答案是 33\n",
                ),
                human("Q: 奥利弗有23美元。她用每个3美元的价格买了五个百吉饼。她还剩下多少钱？"),
                bot(
                  "A: 她以每个3美元的价格买了5个百吉饼。这意味着她在百吉饼上花费了5 * 3 = 15美元。她一开始有23美元，所以现在她还剩下23 - 15 = 8美元。答案是 8\n",
                ),
                human("Q: {question}"),
                bot("A: {answer}"),
              ],
            },
            { maxOutLen: 512 },
          ),
          score5,
        ),
      ]),
    deprecated_mathbench_gen_7b734b: () =>
      inOrder(order2, [
        ...entriesOf(
          rows,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "以下是一道关于数学的单项选择题，请你直接回答正确答案的选项序号。\n下面是你要回答的题目：\n{question}\n答案选项：",
                ),
                bot("{answer}"),
              ],
            },
            { maxOutLen: 512 },
          ),
          score,
        ),
        ...entriesOf(
          rows6,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Q: There are 15 trees in the grove. Grove workers will plant trees in the grove today. After they are done, there will be 21 trees. How many trees did the grove workers plant today?",
                ),
                bot(
                  "A: We start with 15 trees. Later we have 21 trees. The difference must be the number of trees they planted. So, they must have planted 21 - 15 = 6 trees. The answer is 6.\n",
                ),
                human(
                  "Q: If there are 3 cars in the parking lot and 2 more cars arrive, how many cars are in the parking lot?",
                ),
                bot(
                  "A: There are 3 cars in the parking lot already. 2 more arrive. Now there are 3 + 2 = 5 cars. The answer is 5.\n",
                ),
                human(
                  "Q: Leah had 32 chocolates and her sister had 42. If they ate 35, how many pieces do they have left in total?",
                ),
                bot(
                  "A: Leah had 32 chocolates and Leah's sister had 42. That means there were originally 32 + 42 = 74 chocolates. 35 have been eaten. So in total they still have 74 - 35 = 39 chocolates. The answer is 39.\n",
                ),
                human(
                  "Q: Jason had 20 lollipops. He gave Denny some lollipops. Now Jason has 12 lollipops. How many lollipops did Jason give to Denny?",
                ),
                bot(
                  "A: Jason had 20 lollipops. Since he only has 12 now, he must have given the rest to Denny. The number of lollipops he has given to Denny must have been 20 - 12 = 8 lollipops. The answer is 8.\n",
                ),
                human(
                  "Q: Shawn has five toys. For Christmas, he got two toys each from his mom and dad. How many toys does he have now?",
                ),
                bot(
                  "A: He has 5 toys. He got 2 from mom, so after that he has 5 + 2 = 7 toys. Then he got 2 more from dad, so in total he has 7 + 2 = 9 toys. The answer is 9.\n",
                ),
                human(
                  "Q: There were nine computers in the server room. Five more computers were installed each day, from monday to thursday. How many computers are now in the server room?",
                ),
                bot(
                  "A: There are 4 days from monday to thursday. 5 computers were added each day. That means in total 4 * 5 = 20 computers were added. There were 9 computers in the beginning, so now there are 9 + 20 = 29 computers. The answer is 29.\n",
                ),
                human(
                  "Q: Michael had 58 golf balls. On tuesday, he lost 23 golf balls. On wednesday, he lost 2 more. How many golf balls did he have at the end of wednesday?",
                ),
                bot(
                  "A: Michael initially had 58 balls. He lost 23 on Tuesday, so after that he has 58 - 23 = 35 balls. On Wednesday he lost 2 more so now he has 35 - 2 = 33 balls. The answer is 33.\n",
                ),
                human("Q: Olivia has $23. She bought five bagels for $3 each. How much money does she have left?"),
                bot(
                  "A: She bought 5 bagels for $3 each. This means she spent 5 * $3 = $15 on the bagels. She had $23 in beginning, so now she has $23 - $15 = $8. The answer is 8.\n",
                ),
                human("Q: {question}"),
                bot("A: {answer}\n"),
              ],
            },
            { maxOutLen: 512 },
          ),
          score3,
        ),
        ...entriesOf(
          rows7,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Here is a multiple-choice question about mathematics. Please provide the correct answer option directly.\nHere is the question you need to answer:\n{question}\nAnswer option:",
                ),
                bot("{answer}"),
              ],
            },
            { maxOutLen: 512 },
          ),
          score,
        ),
        ...entriesOf(
          rows3,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Q: 林中有15棵树。林务工人员今天将在林中种植树木。完成后，将有21棵树。林务工人员今天种植了多少棵树？",
                ),
                bot(
                  "A: 我们从15棵树开始。后来有21棵树。差值必定是他们种植的树木数量。所以，他们必须种植了21 - 15 = 6棵树。答案是 6\n",
                ),
                human("Q: 如果停车场有3辆车，又有2辆车进来，停车场里有多少辆车？"),
                bot("A: 停车场已经有3辆车。又进来了2辆车。现在有3 + 2 = 5辆车。答案是 5\n"),
                human("Q: 黎恩有32块巧克力，她的妹妹有42块。如果他们吃了35块，他们总共剩下多少块？"),
                bot(
                  "A: 黎恩有32块巧克力，Leah的妹妹有42块。这意味着原本有32 + 42 = 74块巧克力。被吃掉了35块。所以他们总共还剩下74 - 35 = 39块巧克力。答案是 39\n",
                ),
                human("Q: 杰森有20个棒棒糖。他给丹妮一些棒棒糖。现在Jason只剩下12个棒棒糖。杰森给丹妮多少个棒棒糖？"),
                bot(
                  "A: 杰森有20个棒棒糖。因为他现在只剩下12个，所以他必须把剩下的都给了丹妮。他给丹妮的棒棒糖数量必定是20 - 12 = 8个。答案是 8\n",
                ),
                human("Q: 莎莎有五个玩具。在圣诞节，他从他的爸爸和妈妈那里各得到了两个玩具。现在他有多少个玩具？"),
                bot(
                  "A: 她有5个玩具。他从妈妈那里得到了2个，所以之后他有5 + 2 = 7个玩具。然后他从爸爸那里得到了2个，所以总共他有7 + 2 = 9个玩具。答案是 9\n",
                ),
                human("Q: 服务器房间里有九台电脑。从周一到周四每天增加五台电脑。现在服务器房里有多少台电脑？"),
                bot(
                  "A: 从周一到周四有4天。每天增加5台电脑。这意味着总共增加了4 * 5 = 20台电脑。一开始有9台电脑，所以现在有9 + 20 = 29台电脑。答案是 29\n",
                ),
                human(
                  "Q: 迈克尔有58个高尔夫球。星期二，他丢失了23个高尔夫球。星期三，他又丢失了2个。星期三结束时他还剩下多少个高尔夫球？",
                ),
                bot(
                  "A: 迈克尔一开始有58个球。星期二他丢失了23个，所以之后他还剩下58 - 23 = 35个球。星期三他又丢失了2个，所以现在他还剩下35 - 2 = 33个球。答案是 33\n",
                ),
                human("Q: 奥利弗有23美元。她用每个3美元的价格买了五个百吉饼。她还剩下多少钱？"),
                bot(
                  "A: 她以每个3美元的价格买了5个百吉饼。这意味着她在百吉饼上花费了5 * 3 = 15美元。她一开始有23美元，所以现在她还剩下23 - 15 = 8美元。答案是 8\n",
                ),
                human("Q: {question}"),
                bot("A: {answer}"),
              ],
            },
            { maxOutLen: 512 },
          ),
          score2,
        ),
        ...entriesOf(
          rows8,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Q: 林中有15棵树。林务工人员今天将在林中种植树木。完成后，将有21棵树。林务工人员今天种植了多少棵树？",
                ),
                bot(
                  "A: 我们从15棵树开始。后来有21棵树。差值必定是他们种植的树木数量。所以，他们必须种植了21 - 15 = 6棵树。答案是 6\n",
                ),
                human("Q: 如果停车场有3辆车，又有2辆车进来，停车场里有多少辆车？"),
                bot("A: 停车场已经有3辆车。又进来了2辆车。现在有3 + 2 = 5辆车。答案是 5\n"),
                human("Q: 黎恩有32块巧克力，她的妹妹有42块。如果他们吃了35块，他们总共剩下多少块？"),
                bot(
                  "A: 黎恩有32块巧克力，Leah的妹妹有42块。这意味着原本有32 + 42 = 74块巧克力。被吃掉了35块。所以他们总共还剩下74 - 35 = 39块巧克力。答案是 39\n",
                ),
                human("Q: 杰森有20个棒棒糖。他给丹妮一些棒棒糖。现在Jason只剩下12个棒棒糖。杰森给丹妮多少个棒棒糖？"),
                bot(
                  "A: 杰森有20个棒棒糖。因为他现在只剩下12个，所以他必须把剩下的都给了丹妮。他给丹妮的棒棒糖数量必定是20 - 12 = 8个。答案是 8\n",
                ),
                human("Q: 莎莎有五个玩具。在圣诞节，他从他的爸爸和妈妈那里各得到了两个玩具。现在他有多少个玩具？"),
                bot(
                  "A: 她有5个玩具。他从妈妈那里得到了2个，所以之后他有5 + 2 = 7个玩具。然后他从爸爸那里得到了2个，所以总共他有7 + 2 = 9个玩具。答案是 9\n",
                ),
                human("Q: 服务器房间里有九台电脑。从周一到周四每天增加五台电脑。现在服务器房里有多少台电脑？"),
                bot(
                  "A: 从周一到周四有4天。每天增加5台电脑。这意味着总共增加了4 * 5 = 20台电脑。一开始有9台电脑，所以现在有9 + 20 = 29台电脑。答案是 29\n",
                ),
                human(
                  "Q: 迈克尔有58个高尔夫球。星期二，他丢失了23个高尔夫球。星期三，他又丢失了2个。星期三结束时他还剩下多少个高尔夫球？",
                ),
                bot(
                  "A: 迈克尔一开始有58个球。星期二他丢失了23个，所以之后他还剩下58 - 23 = 35个球。星期三他又丢失了2个，所以现在他还剩下35 - 2 = 33个球。答案是 33\n",
                ),
                human("Q: 奥利弗有23美元。她用每个3美元的价格买了五个百吉饼。她还剩下多少钱？"),
                bot(
                  "A: 她以每个3美元的价格买了5个百吉饼。这意味着她在百吉饼上花费了5 * 3 = 15美元。她一开始有23美元，所以现在她还剩下23 - 15 = 8美元。答案是 8\n",
                ),
                human("Q: {question}"),
                bot("A: {answer}"),
              ],
            },
            { maxOutLen: 512 },
          ),
          score5,
        ),
      ]),
    mathbench_2024_few_shot_mixed_4a3fd4: () =>
      inOrder(order3, [
        ...entriesOf(
          rows9,
          columns,
          comparing(
            perOption("ABCD", (answer) => ({
              round: [
                human(
                  "问题: 已知i是虚数单位，z为复数，$2+\\frac{1}{i}=z(3+i)$，则在复平面内z对应的点位于____?\nA. 第一象限\nB. 第二象限\nC. 第三象限\nD. 第四象限",
                ),
                bot("回答: D"),
                human(
                  "问题: 将函数$y=\\tan(\\omega x-1)(\\omega>0)$的图像向左平移2个单位长度后,与函数$y=\\tan(\\omega x+3)$的图象重合,则的最小值等于____\nA. $2-\\frac{\\pi}{2}$\nB. 1\nC. $\\pi - 2$\nD. 2",
                ),
                bot("回答: D"),
                human(
                  "问题: 设$（1+2i）a+b=2i$，其中a,b为实数，则（  ）\nA. $a=1,b=-1$\nB. $a=1,b=1$\nC. $a=-1,b=1$\nD. $a=-1,b=-1$",
                ),
                bot("回答: A"),
                human(
                  "问题: 圆锥的底面半径为2，高为4.一个圆柱的下底面在圆锥的底面上，上底面的圆周在圆锥的侧面上，当圆柱侧面积为$4 \\pi$时，该圆柱的体积为____\nA. $\\pi$\nB. $2\\pi$\nC. $3\\pi$\nD. $4\\pi$",
                ),
                bot("回答: B"),
                human("问题: {question}"),
                bot(`回答: ${answer}`),
              ],
            })),
          ),
          score,
        ),
        ...entriesOf(
          rows10,
          columns,
          comparing(
            perOption("ABCD", (answer) => ({
              round: [
                human(
                  "Question: Given that $i$ is the imaginary unit and $z$ is a complex number, $2 + \\frac{1}{i} = z(3 + i)$, the point corresponding to $z$ in the complex plane is located in the ______\nA. First quadrant\nB. Second quadrant\nC. Third quadrant\nD. Fourth quadrant",
                ),
                bot("Response: D"),
                human(
                  "Question: The graph of the function $y = \\tan(\\omega x - 1)$ is shifted 2 units to the left and coincides with the graph of the function $y = \\tan(\\omega x + 3)$. The minimum value of $\\omega$ is ______\nA. $2 - \\frac{\\pi}{2}$\nB. 1\nC. $\\pi - 2$\nD. 2",
                ),
                bot("Response: D"),
                human(
                  "Question: If $(1 + 2i)a + b = 2i$, where $a$ and $b$ are real numbers, then ______\nA. $a = 1, b = -1$\nB. $a = 1, b = 1$\nC. $a = -1, b = 1$\nD. $a = -1, b = -1$",
                ),
                bot("Response: A"),
                human(
                  "Question: The radius of a cone is 2 and its height is 4. A cylinder has its lower base on the base of the cone and its upper base on the lateral surface of the cone. When the lateral surface area of the cylinder is $4\\pi$, the volume of the cylinder is ______\nA. $\\pi$\nB. $2\\pi$\nC. $3\\pi$\nD. $4\\pi$",
                ),
                bot("Response: B"),
                human("Question: {question}"),
                bot(`Response: ${answer}`),
              ],
            })),
          ),
          score,
        ),
        ...entriesOf(
          rows11,
          columns,
          askZeroShot(
            {
              round: [
                human("问题: 莎莎有五个玩具。在圣诞节，他从他的爸爸和妈妈那里各得到了两个玩具。现在他有多少个玩具？"),
                bot(
                  "回答: 她有5个玩具。他从妈妈那里得到了2个，所以之后他有5 + 2 = 7个玩具。然后他从爸爸那里得到了2个，所以总共他有7 + 2 = 9个玩具。答案是 9",
                ),
                human("问题: 服务器房间里有九台电脑。从周一到周四每天增加五台电脑。现在服务器房里有多少台电脑？"),
                bot(
                  "回答: 从周一到周四有4天。每天增加5台电脑。这意味着总共增加了4 * 5 = 20台电脑。一开始有9台电脑，所以现在有9 + 20 = 29台电脑。答案是 29",
                ),
                human(
                  "问题: 迈克尔有58个高尔夫球。星期二，他丢失了23个高尔夫球。星期三，他又丢失了2个。星期三结束时他还剩下多少个高尔夫球？",
                ),
                bot(
                  "回答: 迈克尔一开始有58个球。星期二他丢失了23个，所以之后他还剩下58 - 23 = 35个球。星期三他又丢失了2个，所以现在他还剩下35 - 2 = 33个球。答案是 33",
                ),
                human("问题: 奥利弗有23美元。她用每个3美元的价格买了五个百吉饼。她还剩下多少钱？"),
                bot(
                  "回答: 她以每个3美元的价格买了5个百吉饼。这意味着她在百吉饼上花费了5 * 3 = 15美元。她一开始有23美元，所以现在她还剩下23 - 15 = 8美元。答案是 8",
                ),
                human("问题: {question}"),
                bot("回答: {answer}"),
              ],
            },
            { maxOutLen: 2048, stoppingCriteria: ["Question:"] },
          ),
          score2,
        ),
        ...entriesOf(
          rows12,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Question: Shawn has five toys. For Christmas, he got two toys each from his mom and dad. How many toys does he have now?",
                ),
                bot(
                  "Response: He has 5 toys. He got 2 from mom, so after that he has 5 + 2 = 7 toys. Then he got 2 more from dad, so in total he has 7 + 2 = 9 toys. The answer is 9.",
                ),
                human(
                  "Question: There were nine computers in the server room. Five more computers were installed each day, from monday to thursday. How many computers are now in the server room?",
                ),
                bot(
                  "Response: There are 4 days from monday to thursday. 5 computers were added each day. That means in total 4 * 5 = 20 computers were added. There were 9 computers in the beginning, so now there are 9 + 20 = 29 computers. The answer is 29.",
                ),
                human(
                  "Question: Michael had 58 golf balls. On tuesday, he lost 23 golf balls. On wednesday, he lost 2 more. How many golf balls did he have at the end of wednesday?",
                ),
                bot(
                  "Response: Michael initially had 58 balls. He lost 23 on Tuesday, so after that he has 58 - 23 = 35 balls. On Wednesday he lost 2 more so now he has 35 - 2 = 33 balls. The answer is 33.",
                ),
                human(
                  "Question: Olivia has $23. She bought five bagels for $3 each. How much money does she have left?",
                ),
                bot(
                  "Response: She bought 5 bagels for $3 each. This means she spent 5 * $3 = $15 on the bagels. She had $23 in beginning, so now she has $23 - $15 = $8. The answer is 8.",
                ),
                human("Question: {question}"),
                bot("Response: {answer}"),
              ],
            },
            { maxOutLen: 2048, stoppingCriteria: ["Question:"] },
          ),
          score3,
        ),
      ]),
    mathbench_2024_gen_19e486: () =>
      inOrder(order3, [
        ...entriesOf(
          rows9,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "以下是一道关于数学的单项选择题，请你一步一步推理，并在最后用“所以答案为选项X”给出答案，其中“X”为选项A，B，C，D中你认为正确的选项。下面是你要回答的问题\n{question}\n让我们一步一步思考：\n",
                ),
                bot("{answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score,
        ),
        ...entriesOf(
          rows10,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Here is a multiple-choice question about mathematics. Please reason through it step by step, and at the end, provide your answer option with 'Therefore, the correct answer is option X', Where 'X' is the correct option you think from A，B，C，D. Here is the question you need to answer:\n{question}\nLet's think step by step:",
                ),
                bot("{answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score,
        ),
        ...entriesOf(
          rows11,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Q: 林中有15棵树。林务工人员今天将在林中种植树木。完成后，将有21棵树。林务工人员今天种植了多少棵树？",
                ),
                bot(
                  "A: 我们从15棵树开始。后来有21棵树。差值必定是他们种植的树木数量。所以，他们必须种植了21 - 15 = 6棵树。答案是 6\n",
                ),
                human("Q: 如果停车场有3辆车，又有2辆车进来，停车场里有多少辆车？"),
                bot("A: 停车场已经有3辆车。又进来了2辆车。现在有3 + 2 = 5辆车。答案是 5\n"),
                human("Q: 黎恩有32块巧克力，她的妹妹有42块。如果他们吃了35块，他们总共剩下多少块？"),
                bot(
                  "A: 黎恩有32块巧克力，Leah的妹妹有42块。这意味着原本有32 + 42 = 74块巧克力。被吃掉了35块。所以他们总共还剩下74 - 35 = 39块巧克力。答案是 39\n",
                ),
                human("Q: 杰森有20个棒棒糖。他给丹妮一些棒棒糖。现在Jason只剩下12个棒棒糖。杰森给丹妮多少个棒棒糖？"),
                bot(
                  "A: 杰森有20个棒棒糖。因为他现在只剩下12个，所以他必须把剩下的都给了丹妮。他给丹妮的棒棒糖数量必定是20 - 12 = 8个。答案是 8\n",
                ),
                human("Q: 莎莎有五个玩具。在圣诞节，他从他的爸爸和妈妈那里各得到了两个玩具。现在他有多少个玩具？"),
                bot(
                  "A: 她有5个玩具。他从妈妈那里得到了2个，所以之后他有5 + 2 = 7个玩具。然后他从爸爸那里得到了2个，所以总共他有7 + 2 = 9个玩具。答案是 9\n",
                ),
                human("Q: 服务器房间里有九台电脑。从周一到周四每天增加五台电脑。现在服务器房里有多少台电脑？"),
                bot(
                  "A: 从周一到周四有4天。每天增加5台电脑。这意味着总共增加了4 * 5 = 20台电脑。一开始有9台电脑，所以现在有9 + 20 = 29台电脑。答案是 29\n",
                ),
                human(
                  "Q: 迈克尔有58个高尔夫球。星期二，他丢失了23个高尔夫球。星期三，他又丢失了2个。星期三结束时他还剩下多少个高尔夫球？",
                ),
                bot(
                  "A: 迈克尔一开始有58个球。星期二他丢失了23个，所以之后他还剩下58 - 23 = 35个球。星期三他又丢失了2个，所以现在他还剩下35 - 2 = 33个球。答案是 33\n",
                ),
                human("Q: 奥利弗有23美元。她用每个3美元的价格买了五个百吉饼。她还剩下多少钱？"),
                bot(
                  "A: 她以每个3美元的价格买了5个百吉饼。这意味着她在百吉饼上花费了5 * 3 = 15美元。她一开始有23美元，所以现在她还剩下23 - 15 = 8美元。答案是 8\n",
                ),
                human("Q: {question}"),
                bot("A: {answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score2,
        ),
        ...entriesOf(
          rows12,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Q: There are 15 trees in the grove. Grove workers will plant trees in the grove today. After they are done, there will be 21 trees. How many trees did the grove workers plant today?",
                ),
                bot(
                  "A: We start with 15 trees. Later we have 21 trees. The difference must be the number of trees they planted. So, they must have planted 21 - 15 = 6 trees. The answer is 6.\n",
                ),
                human(
                  "Q: If there are 3 cars in the parking lot and 2 more cars arrive, how many cars are in the parking lot?",
                ),
                bot(
                  "A: There are 3 cars in the parking lot already. 2 more arrive. Now there are 3 + 2 = 5 cars. The answer is 5.\n",
                ),
                human(
                  "Q: Leah had 32 chocolates and her sister had 42. If they ate 35, how many pieces do they have left in total?",
                ),
                bot(
                  "A: Leah had 32 chocolates and Leah's sister had 42. That means there were originally 32 + 42 = 74 chocolates. 35 have been eaten. So in total they still have 74 - 35 = 39 chocolates. The answer is 39.\n",
                ),
                human(
                  "Q: Jason had 20 lollipops. He gave Denny some lollipops. Now Jason has 12 lollipops. How many lollipops did Jason give to Denny?",
                ),
                bot(
                  "A: Jason had 20 lollipops. Since he only has 12 now, he must have given the rest to Denny. The number of lollipops he has given to Denny must have been 20 - 12 = 8 lollipops. The answer is 8.\n",
                ),
                human(
                  "Q: Shawn has five toys. For Christmas, he got two toys each from his mom and dad. How many toys does he have now?",
                ),
                bot(
                  "A: He has 5 toys. He got 2 from mom, so after that he has 5 + 2 = 7 toys. Then he got 2 more from dad, so in total he has 7 + 2 = 9 toys. The answer is 9.\n",
                ),
                human(
                  "Q: There were nine computers in the server room. Five more computers were installed each day, from monday to thursday. How many computers are now in the server room?",
                ),
                bot(
                  "A: There are 4 days from monday to thursday. 5 computers were added each day. That means in total 4 * 5 = 20 computers were added. There were 9 computers in the beginning, so now there are 9 + 20 = 29 computers. The answer is 29.\n",
                ),
                human(
                  "Q: Michael had 58 golf balls. On tuesday, he lost 23 golf balls. On wednesday, he lost 2 more. How many golf balls did he have at the end of wednesday?",
                ),
                bot(
                  "A: Michael initially had 58 balls. He lost 23 on Tuesday, so after that he has 58 - 23 = 35 balls. On Wednesday he lost 2 more so now he has 35 - 2 = 33 balls. The answer is 33.\n",
                ),
                human("Q: Olivia has $23. She bought five bagels for $3 each. How much money does she have left?"),
                bot(
                  "A: She bought 5 bagels for $3 each. This means she spent 5 * $3 = $15 on the bagels. She had $23 in beginning, so now she has $23 - $15 = $8. The answer is 8.\n",
                ),
                human("Q: {question}"),
                bot("A: {answer}\n"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score3,
        ),
      ]),
    mathbench_2024_gen_1dc21d: () =>
      inOrder(order4, [
        ...entriesOf(
          rows13,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "问题: 已知i是虚数单位，z为复数，$2+\\frac{1}{i}=z(3+i)$，则在复平面内z对应的点位于____?\nA. 第一象限\nB. 第二象限\nC. 第三象限\nD. 第四象限",
                ),
                bot("回答: D"),
                human(
                  "问题: 将函数$y=\\tan(\\omega x-1)(\\omega>0)$的图像向左平移2个单位长度后,与函数$y=\\tan(\\omega x+3)$的图象重合,则的最小值等于____\nA. $2-\\frac{\\pi}{2}$\nB. 1\nC. $\\pi - 2$\nD. 2",
                ),
                bot("回答: D"),
                human(
                  "问题: 设$（1+2i）a+b=2i$，其中a,b为实数，则（  ）\nA. $a=1,b=-1$\nB. $a=1,b=1$\nC. $a=-1,b=1$\nD. $a=-1,b=-1$",
                ),
                bot("回答: A"),
                human(
                  "问题: 圆锥的底面半径为2，高为4.一个圆柱的下底面在圆锥的底面上，上底面的圆周在圆锥的侧面上，当圆柱侧面积为$4 \\pi$时，该圆柱的体积为____\nA. $\\pi$\nB. $2\\pi$\nC. $3\\pi$\nD. $4\\pi$",
                ),
                bot("回答: B"),
                human("问题: {question}"),
                bot("回答: {answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score,
        ),
        ...entriesOf(
          rows14,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Question: Given that $i$ is the imaginary unit and $z$ is a complex number, $2 + \\frac{1}{i} = z(3 + i)$, the point corresponding to $z$ in the complex plane is located in the ______\nA. First quadrant\nB. Second quadrant\nC. Third quadrant\nD. Fourth quadrant",
                ),
                bot("Response: D"),
                human(
                  "Question: The graph of the function $y = \\tan(\\omega x - 1)$ is shifted 2 units to the left and coincides with the graph of the function $y = \\tan(\\omega x + 3)$. The minimum value of $\\omega$ is ______\nA. $2 - \\frac{\\pi}{2}$\nB. 1\nC. $\\pi - 2$\nD. 2",
                ),
                bot("Response: D"),
                human(
                  "Question: If $(1 + 2i)a + b = 2i$, where $a$ and $b$ are real numbers, then ______\nA. $a = 1, b = -1$\nB. $a = 1, b = 1$\nC. $a = -1, b = 1$\nD. $a = -1, b = -1$",
                ),
                bot("Response: A"),
                human(
                  "Question: The radius of a cone is 2 and its height is 4. A cylinder has its lower base on the base of the cone and its upper base on the lateral surface of the cone. When the lateral surface area of the cylinder is $4\\pi$, the volume of the cylinder is ______\nA. $\\pi$\nB. $2\\pi$\nC. $3\\pi$\nD. $4\\pi$",
                ),
                bot("Response: B"),
                human("Question: {question}"),
                bot("Response: {answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score,
        ),
        ...entriesOf(
          rows15,
          columns,
          askZeroShot(
            {
              round: [
                human("问题: 莎莎有五个玩具。在圣诞节，他从他的爸爸和妈妈那里各得到了两个玩具。现在他有多少个玩具？"),
                bot(
                  "回答: 她有5个玩具。他从妈妈那里得到了2个，所以之后他有5 + 2 = 7个玩具。然后他从爸爸那里得到了2个，所以总共他有7 + 2 = 9个玩具。答案是 9",
                ),
                human("问题: 服务器房间里有九台电脑。从周一到周四每天增加五台电脑。现在服务器房里有多少台电脑？"),
                bot(
                  "回答: 从周一到周四有4天。每天增加5台电脑。这意味着总共增加了4 * 5 = 20台电脑。一开始有9台电脑，所以现在有9 + 20 = 29台电脑。答案是 29",
                ),
                human(
                  "问题: 迈克尔有58个高尔夫球。星期二，他丢失了23个高尔夫球。星期三，他又丢失了2个。星期三结束时他还剩下多少个高尔夫球？",
                ),
                bot(
                  "回答: 迈克尔一开始有58个球。星期二他丢失了23个，所以之后他还剩下58 - 23 = 35个球。星期三他又丢失了2个，所以现在他还剩下35 - 2 = 33个球。答案是 33",
                ),
                human("问题: 奥利弗有23美元。她用每个3美元的价格买了五个百吉饼。她还剩下多少钱？"),
                bot(
                  "回答: 她以每个3美元的价格买了5个百吉饼。这意味着她在百吉饼上花费了5 * 3 = 15美元。她一开始有23美元，所以现在她还剩下23 - 15 = 8美元。答案是 8",
                ),
                human("问题: {question}"),
                bot("回答: {answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score2,
        ),
        ...entriesOf(
          rows16,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Question: Shawn has five toys. For Christmas, he got two toys each from his mom and dad. How many toys does he have now?",
                ),
                bot(
                  "Response: He has 5 toys. He got 2 from mom, so after that he has 5 + 2 = 7 toys. Then he got 2 more from dad, so in total he has 7 + 2 = 9 toys. The answer is 9.",
                ),
                human(
                  "Question: There were nine computers in the server room. Five more computers were installed each day, from monday to thursday. How many computers are now in the server room?",
                ),
                bot(
                  "Response: There are 4 days from monday to thursday. 5 computers were added each day. That means in total 4 * 5 = 20 computers were added. There were 9 computers in the beginning, so now there are 9 + 20 = 29 computers. The answer is 29.",
                ),
                human(
                  "Question: Michael had 58 golf balls. On tuesday, he lost 23 golf balls. On wednesday, he lost 2 more. How many golf balls did he have at the end of wednesday?",
                ),
                bot(
                  "Response: Michael initially had 58 balls. He lost 23 on Tuesday, so after that he has 58 - 23 = 35 balls. On Wednesday he lost 2 more so now he has 35 - 2 = 33 balls. The answer is 33.",
                ),
                human(
                  "Question: Olivia has $23. She bought five bagels for $3 each. How much money does she have left?",
                ),
                bot(
                  "Response: She bought 5 bagels for $3 each. This means she spent 5 * $3 = $15 on the bagels. She had $23 in beginning, so now she has $23 - $15 = $8. The answer is 8.",
                ),
                human("Question: {question}"),
                bot("Response: {answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score3,
        ),
      ]),
    mathbench_2024_gen_4b8f28: () =>
      inOrder(order3, [
        ...entriesOf(
          rows9,
          columns,
          askZeroShot({
            round: [
              human(
                "问题: 以下是一道关于数学的单项选择题，请你一步一步推理，并在最后用“所以答案为选项X”给出答案，其中“X”为选项A，B，C，D中你认为正确的选项。下面是你要回答的问题\n{question}\n让我们一步一步思考：",
              ),
            ],
          }),
          score,
        ),
        ...entriesOf(
          rows10,
          columns,
          askZeroShot({
            round: [
              human(
                'Question: Here is a multiple-choice question about mathematics. Please reason through it step by step, and at the end, provide your answer option with "Therefore, the correct answer is option X", Where "X" is the correct option you think from A，B，C，D. Here is the question you need to answer:\n{question}\nLet\'s think step by step:',
              ),
            ],
          }),
          score,
        ),
        ...entriesOf(
          rows11,
          columns,
          askZeroShot({ round: [human("{question}\n请一步一步推理，并在最后用\\boxed{}给出你的答案。")] }),
          score6,
        ),
        ...entriesOf(
          rows12,
          columns,
          askZeroShot({
            round: [human("{question}\nPlease reason step by step, and put your final answer within \\boxed{}.")],
          }),
          score6,
        ),
      ]),
    mathbench_2024_gen_50a320: () =>
      inOrder(order3, [
        ...entriesOf(
          rows9,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "问题: 以下是一道关于数学的单项选择题，请你一步一步推理，并在最后用“所以答案为选项X”给出答案，其中“X”为选项A，B，C，D中你认为正确的选项。下面是你要回答的问题\n{question}\n让我们一步一步思考：",
                ),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score,
        ),
        ...entriesOf(
          rows10,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  'Question: Here is a multiple-choice question about mathematics. Please reason through it step by step, and at the end, provide your answer option with "Therefore, the correct answer is option X", Where "X" is the correct option you think from A，B，C，D. Here is the question you need to answer:\n{question}\nLet\'s think step by step:',
                ),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score,
        ),
        ...entriesOf(
          rows11,
          columns,
          askZeroShot(
            { round: [human("{question}\n请一步一步推理，并在最后用\\boxed{}给出你的答案。")] },
            { maxOutLen: 2048 },
          ),
          score6,
        ),
        ...entriesOf(
          rows12,
          columns,
          askZeroShot(
            { round: [human("{question}\nPlease reason step by step, and put your final answer within \\boxed{}.")] },
            { maxOutLen: 2048 },
          ),
          score6,
        ),
      ]),
    mathbench_2024_gen_fc2a24: () =>
      inOrder(order3, [
        ...entriesOf(
          rows9,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "问题: 已知i是虚数单位，z为复数，$2+\\frac{1}{i}=z(3+i)$，则在复平面内z对应的点位于____\nA. 第一象限\nB. 第二象限\nC. 第三象限\nD. 第四象限",
                ),
                bot(
                  "回答: 因为首先，我们将等式两边同时乘以$(3 + i)$的共轭复数$(3 - i)$，以便消去分母中的虚数部分：$z = \\frac{2 - i}{3 + i} \\cdot \\frac{3 - i}{3 - i}$，这样做的目的是利用复数乘法的性质，从而消去分母中的虚数部分。我们进行乘法运算：$z = \\frac{(2 - i)(3 - i)}{(3 + i)(3 - i)}$，$z = \\frac{6 - 2i - 3i + i^2}{9 - 3i + 3i - i^2}$，由于$i^2 = -1$，我们可以进一步简化：$z = \\frac{6 - 5i - 1}{9 + 1}$ $z = \\frac{{1}{2} - \\frac{1}{2}i$，在复平面上，这个点位于第四象限，因为它的实部是正的（$\\frac{1}{2}$），而虚部是负的（$-\\frac{1}{2}$）\n答案选项：D",
                ),
                human(
                  "问题: 将函数$y=\\tan(\\omega x-1)(\\omega>0)$的图像向左平移2个单位长度后,与函数$y=\\tan(\\omega x+3)$的图象重合,则的最小值等于____\nA. $2-\\frac{\\pi}{2}$\nB. 1\nC. $\\pi - 2$\nD. 2",
                ),
                bot(
                  "回答: 将函数$y=\\tan(\\omega x-1)$（其中$\\omega>0$）的图像向左平移2个单位长度后，得到的新函数为$y=\\tan(\\omega(x+2)-1)$。为了使这个新函数的图像与$y=\\tan(\\omega x+3)$的图像重合，我们需要满足以下条件：\n$\\tan(\\omega(x+2)-1) = \\tan(\\omega x+3)$\n由于正切函数的周期性，我们知道$\\tan(\\theta) = \\tan(\\theta + k\\pi)$，其中$k$是任意整数。因此，我们可以写出：\n$\\omega(x+2)-1 = \\omega x+3 + k\\pi$\n解这个方程，我们得到：$\\omega x + 2\\omega - 1 = \\omega x + 3 + k\\pi$\n$2\\omega - 1 = 3 + k\\pi$\n$\\omega = 2 + \\frac{k\\pi}{2}$\n由于$\\omega>0$，我们需要找到满足条件的最小正整数$k$。当$k=0$时，我们得到$\\omega=2$，这是满足条件的最小正值。因此，最小值等于2。答案选项：D",
                ),
                human(
                  "问题: 设$（1+2i）a+b=2i$，其中a,b为实数，则（  ）\nA. $a=1,b=-1$\nB. $a=1,b=1$\nC. $a=-1,b=1$\nD. $a=-1,b=-1$",
                ),
                bot(
                  "回答: 我们可以将这个方程写成：$a + 2ai + b = 2i$，然后将实部和虚部分开：\n$a + b = 0$\n$2a = 2$\n由于$a + b = 0$，我们可以得到$a = -b$。将这个值代入$2a = 2$，我们得到$2(-b) = 2$，因此$b = -1$。因此，$a = 1$。答案选项：A",
                ),
                human(
                  "问题: 一直角三角形的两边长分别为3和4．则第三边的长为____\nA. 5\nB. $\\sqrt 7$\nC. $\\sqrt 5$\nD. 5或者$\\sqrt 7$",
                ),
                bot(
                  "回答: 我们可以使用勾股定理来解决这个问题。勾股定理告诉我们，如果一个三角形的两条边长分别为$a$和$b$，那么第三条边的长度为$c = \\sqrt{a^2 + b^2}$。在这个问题中，$a = 3$，$b = 4$，因此$c = \\sqrt{3^2 + 4^2} = \\sqrt{9 + 16} = \\sqrt{25} = 5$。答案选项：A",
                ),
                human("问题: {question}"),
                bot("回答: {answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score,
        ),
        ...entriesOf(
          rows10,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Question: Given that $i$ is the imaginary unit and $z$ is a complex number, $2 + \\frac{1}{i} = z(3 + i)$, the point corresponding to $z$ in the complex plane is located in the ______\nA. First quadrant\nB. Second quadrant\nC. Third quadrant\nD. Fourth quadrant",
                ),
                bot(
                  "Response: First, we multiply both sides of the equation by the conjugate of $(3 + i)$: $z = \\frac{2 - i}{3 + i} \\cdot \\frac{3 - i}{3 - i}$. We perform the multiplication: $z = \\frac{(2 - i)(3 - i)}{(3 + i)(3 - i)}$, $z = \\frac{6 - 2i - 3i + i^2}{9 - 3i + 3i - i^2}$. Since $i^2 = -1$, we can simplify this further: $z = \\frac{6 - 5i - 1}{9 + 1}$ $z = \\frac{1}{2} - \\frac{1}{2}i$. In the complex plane, this point is located in the fourth quadrant, because its real part is positive ($\\frac{1}{2}$) and its imaginary part is negative ($-\\frac{1}{2}$)\nAnswer option: D",
                ),
                human(
                  "Question: The graph of the function $y = \\tan(\\omega x - 1)$ is shifted 2 units to the left and coincides with the graph of the function $y = \\tan(\\omega x + 3)$. The minimum value of $\\omega$ is ______\nA. $2 - \\frac{\\pi}{2}$\nB. 1\nC. $\\pi - 2$\nD. 2",
                ),
                bot(
                  "Response: In order for the graph of this new function to coincide with the graph of $y = \\tan(\\omega x + 3)$, we need to satisfy the following condition: $\\tan(\\omega(x + 2) - 1) = \\tan(\\omega x + 3)$. Therefore, we can write: $\\omega(x + 2) - 1 = \\omega x + 3 + k\\pi$. Solving this equation, we get: $\\omega x + 2\\omega - 1 = \\omega x + 3 + k\\pi$. $2\\omega - 1 = 3 + k\\pi$. $\\omega = 2 + \\frac{k\\pi}{2}$. Since $\\omega > 0$, we need to find the smallest positive integer $k$ that satisfies the condition. When $k = 0$, we get $\\omega = 2$, which is the smallest positive value that satisfies the condition. Therefore, the minimum value is 2. Answer option: D",
                ),
                human(
                  "Question: If $(1 + 2i)a + b = 2i$, where $a$ and $b$ are real numbers, then ______\nA. $a = 1, b = -1$\nB. $a = 1, b = 1$\nC. $a = -1, b = 1$\nD. $a = -1, b = -1$",
                ),
                bot(
                  "Response: We can write this equation as: $a + 2ai + b = 2i$, and then separate the real and imaginary parts: $a + b = 0$. $2a = 2$. Since $a + b = 0$, we can get $a = -b$. Substituting this value into $2a = 2$, we get $2(-b) = 2$, so $b = -1$. Therefore, $a = 1$. Answer option: A",
                ),
                human(
                  "Question: The radius of a cone is 2 and its height is 4. A cylinder has its lower base on the base of the cone and its upper base on the lateral surface of the cone. When the lateral surface area of the cylinder is $4\\pi$, the volume of the cylinder is ______\nA. $\\pi$\nB. $2\\pi$\nC. $3\\pi$\nD. $4\\pi$",
                ),
                bot(
                  "Response: We can use the Pythagorean theorem to solve this problem. The Pythagorean theorem tells us that if the two sides of a triangle are $a$ and $b$, then the length of the third side is $c = \\sqrt{a^2 + b^2}$. In this problem, $a = 3$ and $b = 4$, so $c = \\sqrt{3^2 + 4^2} = \\sqrt{9 + 16} = \\sqrt{25} = 5$. Answer option: A",
                ),
                human("Question: {question}"),
                bot("Response: {answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score,
        ),
        ...entriesOf(
          rows11,
          columns,
          askZeroShot(
            {
              round: [
                human("问题: 莎莎有五个玩具。在圣诞节，他从他的爸爸和妈妈那里各得到了两个玩具。现在他有多少个玩具？"),
                bot(
                  "回答: 她有5个玩具。他从妈妈那里得到了2个，所以之后他有5 + 2 = 7个玩具。然后他从爸爸那里得到了2个，所以总共他有7 + 2 = 9个玩具。答案是 9",
                ),
                human("问题: 服务器房间里有九台电脑。从周一到周四每天增加五台电脑。现在服务器房里有多少台电脑？"),
                bot(
                  "回答: 从周一到周四有4天。每天增加5台电脑。这意味着总共增加了4 * 5 = 20台电脑。一开始有9台电脑，所以现在有9 + 20 = 29台电脑。答案是 29",
                ),
                human(
                  "问题: 迈克尔有58个高尔夫球。星期二，他丢失了23个高尔夫球。星期三，他又丢失了2个。星期三结束时他还剩下多少个高尔夫球？",
                ),
                bot(
                  "回答: 迈克尔一开始有58个球。星期二他丢失了23个，所以之后他还剩下58 - 23 = 35个球。星期三他又丢失了2个，所以现在他还剩下35 - 2 = 33个球。答案是 33",
                ),
                human("问题: 奥利弗有23美元。她用每个3美元的价格买了五个百吉饼。她还剩下多少钱？"),
                bot(
                  "回答: 她以每个3美元的价格买了5个百吉饼。这意味着她在百吉饼上花费了5 * 3 = 15美元。她一开始有23美元，所以现在她还剩下23 - 15 = 8美元。答案是 8",
                ),
                human("问题: {question}"),
                bot("回答: {answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score2,
        ),
        ...entriesOf(
          rows12,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Question: Shawn has five toys. For Christmas, he got two toys each from his mom and dad. How many toys does he have now?",
                ),
                bot(
                  "Response: He has 5 toys. He got 2 from mom, so after that he has 5 + 2 = 7 toys. Then he got 2 more from dad, so in total he has 7 + 2 = 9 toys. The answer is 9.",
                ),
                human(
                  "Question: There were nine computers in the server room. Five more computers were installed each day, from monday to thursday. How many computers are now in the server room?",
                ),
                bot(
                  "Response: There are 4 days from monday to thursday. 5 computers were added each day. That means in total 4 * 5 = 20 computers were added. There were 9 computers in the beginning, so now there are 9 + 20 = 29 computers. The answer is 29.",
                ),
                human(
                  "Question: Michael had 58 golf balls. On tuesday, he lost 23 golf balls. On wednesday, he lost 2 more. How many golf balls did he have at the end of wednesday?",
                ),
                bot(
                  "Response: Michael initially had 58 balls. He lost 23 on Tuesday, so after that he has 58 - 23 = 35 balls. On Wednesday he lost 2 more so now he has 35 - 2 = 33 balls. The answer is 33.",
                ),
                human(
                  "Question: Olivia has $23. She bought five bagels for $3 each. How much money does she have left?",
                ),
                bot(
                  "Response: She bought 5 bagels for $3 each. This means she spent 5 * $3 = $15 on the bagels. She had $23 in beginning, so now she has $23 - $15 = $8. The answer is 8.",
                ),
                human("Question: {question}"),
                bot("Response: {answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score3,
        ),
      ]),
    mathbench_2024_wocircular_gen_1dc21d: () =>
      inOrder(order5, [
        ...entriesOf(
          rows17,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "问题: 已知i是虚数单位，z为复数，$2+\\frac{1}{i}=z(3+i)$，则在复平面内z对应的点位于____?\nA. 第一象限\nB. 第二象限\nC. 第三象限\nD. 第四象限",
                ),
                bot("回答: D"),
                human(
                  "问题: 将函数$y=\\tan(\\omega x-1)(\\omega>0)$的图像向左平移2个单位长度后,与函数$y=\\tan(\\omega x+3)$的图象重合,则的最小值等于____\nA. $2-\\frac{\\pi}{2}$\nB. 1\nC. $\\pi - 2$\nD. 2",
                ),
                bot("回答: D"),
                human(
                  "问题: 设$（1+2i）a+b=2i$，其中a,b为实数，则（  ）\nA. $a=1,b=-1$\nB. $a=1,b=1$\nC. $a=-1,b=1$\nD. $a=-1,b=-1$",
                ),
                bot("回答: A"),
                human(
                  "问题: 圆锥的底面半径为2，高为4.一个圆柱的下底面在圆锥的底面上，上底面的圆周在圆锥的侧面上，当圆柱侧面积为$4 \\pi$时，该圆柱的体积为____\nA. $\\pi$\nB. $2\\pi$\nC. $3\\pi$\nD. $4\\pi$",
                ),
                bot("回答: B"),
                human("问题: {question}"),
                bot("回答: {answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score7,
        ),
        ...entriesOf(
          rows18,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Question: Given that $i$ is the imaginary unit and $z$ is a complex number, $2 + \\frac{1}{i} = z(3 + i)$, the point corresponding to $z$ in the complex plane is located in the ______\nA. First quadrant\nB. Second quadrant\nC. Third quadrant\nD. Fourth quadrant",
                ),
                bot("Response: D"),
                human(
                  "Question: The graph of the function $y = \\tan(\\omega x - 1)$ is shifted 2 units to the left and coincides with the graph of the function $y = \\tan(\\omega x + 3)$. The minimum value of $\\omega$ is ______\nA. $2 - \\frac{\\pi}{2}$\nB. 1\nC. $\\pi - 2$\nD. 2",
                ),
                bot("Response: D"),
                human(
                  "Question: If $(1 + 2i)a + b = 2i$, where $a$ and $b$ are real numbers, then ______\nA. $a = 1, b = -1$\nB. $a = 1, b = 1$\nC. $a = -1, b = 1$\nD. $a = -1, b = -1$",
                ),
                bot("Response: A"),
                human(
                  "Question: The radius of a cone is 2 and its height is 4. A cylinder has its lower base on the base of the cone and its upper base on the lateral surface of the cone. When the lateral surface area of the cylinder is $4\\pi$, the volume of the cylinder is ______\nA. $\\pi$\nB. $2\\pi$\nC. $3\\pi$\nD. $4\\pi$",
                ),
                bot("Response: B"),
                human("Question: {question}"),
                bot("Response: {answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score7,
        ),
        ...entriesOf(
          rows19,
          columns,
          askZeroShot(
            {
              round: [
                human("问题: 莎莎有五个玩具。在圣诞节，他从他的爸爸和妈妈那里各得到了两个玩具。现在他有多少个玩具？"),
                bot(
                  "回答: 她有5个玩具。他从妈妈那里得到了2个，所以之后他有5 + 2 = 7个玩具。然后他从爸爸那里得到了2个，所以总共他有7 + 2 = 9个玩具。答案是 9",
                ),
                human("问题: 服务器房间里有九台电脑。从周一到周四每天增加五台电脑。现在服务器房里有多少台电脑？"),
                bot(
                  "回答: 从周一到周四有4天。每天增加5台电脑。这意味着总共增加了4 * 5 = 20台电脑。一开始有9台电脑，所以现在有9 + 20 = 29台电脑。答案是 29",
                ),
                human(
                  "问题: 迈克尔有58个高尔夫球。星期二，他丢失了23个高尔夫球。星期三，他又丢失了2个。星期三结束时他还剩下多少个高尔夫球？",
                ),
                bot(
                  "回答: 迈克尔一开始有58个球。星期二他丢失了23个，所以之后他还剩下58 - 23 = 35个球。星期三他又丢失了2个，所以现在他还剩下35 - 2 = 33个球。答案是 33",
                ),
                human("问题: 奥利弗有23美元。她用每个3美元的价格买了五个百吉饼。她还剩下多少钱？"),
                bot(
                  "回答: 她以每个3美元的价格买了5个百吉饼。这意味着她在百吉饼上花费了5 * 3 = 15美元。她一开始有23美元，所以现在她还剩下23 - 15 = 8美元。答案是 8",
                ),
                human("问题: {question}"),
                bot("回答: {answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score2,
        ),
        ...entriesOf(
          rows20,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Question: Shawn has five toys. For Christmas, he got two toys each from his mom and dad. How many toys does he have now?",
                ),
                bot(
                  "Response: He has 5 toys. He got 2 from mom, so after that he has 5 + 2 = 7 toys. Then he got 2 more from dad, so in total he has 7 + 2 = 9 toys. The answer is 9.",
                ),
                human(
                  "Question: There were nine computers in the server room. Five more computers were installed each day, from monday to thursday. How many computers are now in the server room?",
                ),
                bot(
                  "Response: There are 4 days from monday to thursday. 5 computers were added each day. That means in total 4 * 5 = 20 computers were added. There were 9 computers in the beginning, so now there are 9 + 20 = 29 computers. The answer is 29.",
                ),
                human(
                  "Question: Michael had 58 golf balls. On tuesday, he lost 23 golf balls. On wednesday, he lost 2 more. How many golf balls did he have at the end of wednesday?",
                ),
                bot(
                  "Response: Michael initially had 58 balls. He lost 23 on Tuesday, so after that he has 58 - 23 = 35 balls. On Wednesday he lost 2 more so now he has 35 - 2 = 33 balls. The answer is 33.",
                ),
                human(
                  "Question: Olivia has $23. She bought five bagels for $3 each. How much money does she have left?",
                ),
                bot(
                  "Response: She bought 5 bagels for $3 each. This means she spent 5 * $3 = $15 on the bagels. She had $23 in beginning, so now she has $23 - $15 = $8. The answer is 8.",
                ),
                human("Question: {question}"),
                bot("Response: {answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score3,
        ),
      ]),
    mathbench_2024_wocircular_mixed_8eb12b: () =>
      inOrder(order5, [
        ...entriesOf(
          rows17,
          columns,
          comparing(
            perOption("ABCD", (answer) => ({
              round: [
                human(
                  "问题: 已知i是虚数单位，z为复数，$2+\\frac{1}{i}=z(3+i)$，则在复平面内z对应的点位于____?\nA. 第一象限\nB. 第二象限\nC. 第三象限\nD. 第四象限",
                ),
                bot("回答: D"),
                human(
                  "问题: 将函数$y=\\tan(\\omega x-1)(\\omega>0)$的图像向左平移2个单位长度后,与函数$y=\\tan(\\omega x+3)$的图象重合,则的最小值等于____\nA. $2-\\frac{\\pi}{2}$\nB. 1\nC. $\\pi - 2$\nD. 2",
                ),
                bot("回答: D"),
                human(
                  "问题: 设$（1+2i）a+b=2i$，其中a,b为实数，则（  ）\nA. $a=1,b=-1$\nB. $a=1,b=1$\nC. $a=-1,b=1$\nD. $a=-1,b=-1$",
                ),
                bot("回答: A"),
                human(
                  "问题: 圆锥的底面半径为2，高为4.一个圆柱的下底面在圆锥的底面上，上底面的圆周在圆锥的侧面上，当圆柱侧面积为$4 \\pi$时，该圆柱的体积为____\nA. $\\pi$\nB. $2\\pi$\nC. $3\\pi$\nD. $4\\pi$",
                ),
                bot("回答: B"),
                human("问题: {question}"),
                bot(`回答: ${answer}`),
              ],
            })),
          ),
          score7,
        ),
        ...entriesOf(
          rows18,
          columns,
          comparing(
            perOption("ABCD", (answer) => ({
              round: [
                human(
                  "Question: Given that $i$ is the imaginary unit and $z$ is a complex number, $2 + \\frac{1}{i} = z(3 + i)$, the point corresponding to $z$ in the complex plane is located in the ______\nA. First quadrant\nB. Second quadrant\nC. Third quadrant\nD. Fourth quadrant",
                ),
                bot("Response: D"),
                human(
                  "Question: The graph of the function $y = \\tan(\\omega x - 1)$ is shifted 2 units to the left and coincides with the graph of the function $y = \\tan(\\omega x + 3)$. The minimum value of $\\omega$ is ______\nA. $2 - \\frac{\\pi}{2}$\nB. 1\nC. $\\pi - 2$\nD. 2",
                ),
                bot("Response: D"),
                human(
                  "Question: If $(1 + 2i)a + b = 2i$, where $a$ and $b$ are real numbers, then ______\nA. $a = 1, b = -1$\nB. $a = 1, b = 1$\nC. $a = -1, b = 1$\nD. $a = -1, b = -1$",
                ),
                bot("Response: A"),
                human(
                  "Question: The radius of a cone is 2 and its height is 4. A cylinder has its lower base on the base of the cone and its upper base on the lateral surface of the cone. When the lateral surface area of the cylinder is $4\\pi$, the volume of the cylinder is ______\nA. $\\pi$\nB. $2\\pi$\nC. $3\\pi$\nD. $4\\pi$",
                ),
                bot("Response: B"),
                human("Question: {question}"),
                bot(`Response: ${answer}`),
              ],
            })),
          ),
          score7,
        ),
        ...entriesOf(
          rows19,
          columns,
          askZeroShot(
            {
              round: [
                human("问题: 莎莎有五个玩具。在圣诞节，他从他的爸爸和妈妈那里各得到了两个玩具。现在他有多少个玩具？"),
                bot(
                  "回答: 她有5个玩具。他从妈妈那里得到了2个，所以之后他有5 + 2 = 7个玩具。然后他从爸爸那里得到了2个，所以总共他有7 + 2 = 9个玩具。答案是 9",
                ),
                human("问题: 服务器房间里有九台电脑。从周一到周四每天增加五台电脑。现在服务器房里有多少台电脑？"),
                bot(
                  "回答: 从周一到周四有4天。每天增加5台电脑。这意味着总共增加了4 * 5 = 20台电脑。一开始有9台电脑，所以现在有9 + 20 = 29台电脑。答案是 29",
                ),
                human(
                  "问题: 迈克尔有58个高尔夫球。星期二，他丢失了23个高尔夫球。星期三，他又丢失了2个。星期三结束时他还剩下多少个高尔夫球？",
                ),
                bot(
                  "回答: 迈克尔一开始有58个球。星期二他丢失了23个，所以之后他还剩下58 - 23 = 35个球。星期三他又丢失了2个，所以现在他还剩下35 - 2 = 33个球。答案是 33",
                ),
                human("问题: 奥利弗有23美元。她用每个3美元的价格买了五个百吉饼。她还剩下多少钱？"),
                bot(
                  "回答: 她以每个3美元的价格买了5个百吉饼。这意味着她在百吉饼上花费了5 * 3 = 15美元。她一开始有23美元，所以现在她还剩下23 - 15 = 8美元。答案是 8",
                ),
                human("问题: {question}"),
                bot("回答: {answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score2,
        ),
        ...entriesOf(
          rows20,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Question: Shawn has five toys. For Christmas, he got two toys each from his mom and dad. How many toys does he have now?",
                ),
                bot(
                  "Response: He has 5 toys. He got 2 from mom, so after that he has 5 + 2 = 7 toys. Then he got 2 more from dad, so in total he has 7 + 2 = 9 toys. The answer is 9.",
                ),
                human(
                  "Question: There were nine computers in the server room. Five more computers were installed each day, from monday to thursday. How many computers are now in the server room?",
                ),
                bot(
                  "Response: There are 4 days from monday to thursday. 5 computers were added each day. That means in total 4 * 5 = 20 computers were added. There were 9 computers in the beginning, so now there are 9 + 20 = 29 computers. The answer is 29.",
                ),
                human(
                  "Question: Michael had 58 golf balls. On tuesday, he lost 23 golf balls. On wednesday, he lost 2 more. How many golf balls did he have at the end of wednesday?",
                ),
                bot(
                  "Response: Michael initially had 58 balls. He lost 23 on Tuesday, so after that he has 58 - 23 = 35 balls. On Wednesday he lost 2 more so now he has 35 - 2 = 33 balls. The answer is 33.",
                ),
                human(
                  "Question: Olivia has $23. She bought five bagels for $3 each. How much money does she have left?",
                ),
                bot(
                  "Response: She bought 5 bagels for $3 each. This means she spent 5 * $3 = $15 on the bagels. She had $23 in beginning, so now she has $23 - $15 = $8. The answer is 8.",
                ),
                human("Question: {question}"),
                bot("Response: {answer}"),
              ],
            },
            { maxOutLen: 2048 },
          ),
          score3,
        ),
      ]),
    mathbench_2024_few_shot_new_mixed: () =>
      inOrder(order3, [
        ...entriesOf(
          rows9,
          columns,
          comparing(
            perOption("ABCD", (answer) => ({
              round: [
                human(
                  "问题: 已知i是虚数单位，z为复数，$2+\\frac{1}{i}=z(3+i)$，则在复平面内z对应的点位于____?\nA. 第一象限\nB. 第二象限\nC. 第三象限\nD. 第四象限",
                ),
                bot("回答: D"),
                human(
                  "问题: 将函数$y=\\tan(\\omega x-1)(\\omega>0)$的图像向左平移2个单位长度后,与函数$y=\\tan(\\omega x+3)$的图象重合,则的最小值等于____\nA. $2-\\frac{\\pi}{2}$\nB. 1\nC. $\\pi - 2$\nD. 2",
                ),
                bot("回答: D"),
                human(
                  "问题: 设$（1+2i）a+b=2i$，其中a,b为实数，则（  ）\nA. $a=1,b=-1$\nB. $a=1,b=1$\nC. $a=-1,b=1$\nD. $a=-1,b=-1$",
                ),
                bot("回答: A"),
                human(
                  "问题: 圆锥的底面半径为2，高为4.一个圆柱的下底面在圆锥的底面上，上底面的圆周在圆锥的侧面上，当圆柱侧面积为$4 \\pi$时，该圆柱的体积为____\nA. $\\pi$\nB. $2\\pi$\nC. $3\\pi$\nD. $4\\pi$",
                ),
                bot("回答: B"),
                human("问题: {question}"),
                bot(`回答: ${answer}`),
              ],
            })),
          ),
          score,
        ),
        ...entriesOf(
          rows10,
          columns,
          comparing(
            perOption("ABCD", (answer) => ({
              round: [
                human(
                  "Question: Given that $i$ is the imaginary unit and $z$ is a complex number, $2 + \\frac{1}{i} = z(3 + i)$, the point corresponding to $z$ in the complex plane is located in the ______\nA. First quadrant\nB. Second quadrant\nC. Third quadrant\nD. Fourth quadrant",
                ),
                bot("Response: D"),
                human(
                  "Question: The graph of the function $y = \\tan(\\omega x - 1)$ is shifted 2 units to the left and coincides with the graph of the function $y = \\tan(\\omega x + 3)$. The minimum value of $\\omega$ is ______\nA. $2 - \\frac{\\pi}{2}$\nB. 1\nC. $\\pi - 2$\nD. 2",
                ),
                bot("Response: D"),
                human(
                  "Question: If $(1 + 2i)a + b = 2i$, where $a$ and $b$ are real numbers, then ______\nA. $a = 1, b = -1$\nB. $a = 1, b = 1$\nC. $a = -1, b = 1$\nD. $a = -1, b = -1$",
                ),
                bot("Response: A"),
                human(
                  "Question: The radius of a cone is 2 and its height is 4. A cylinder has its lower base on the base of the cone and its upper base on the lateral surface of the cone. When the lateral surface area of the cylinder is $4\\pi$, the volume of the cylinder is ______\nA. $\\pi$\nB. $2\\pi$\nC. $3\\pi$\nD. $4\\pi$",
                ),
                bot("Response: B"),
                human("Question: {question}"),
                bot(`Response: ${answer}`),
              ],
            })),
          ),
          score,
        ),
        ...entriesOf(
          rows11,
          columns,
          askZeroShot(
            {
              round: [
                human("问题: 莎莎有五个玩具。在圣诞节，他从他的爸爸和妈妈那里各得到了两个玩具。现在他有多少个玩具？"),
                bot(
                  "回答: 她有5个玩具。他从妈妈那里得到了2个，所以之后他有5 + 2 = 7个玩具。然后他从爸爸那里得到了2个，所以总共他有7 + 2 = 9个玩具。答案是 9",
                ),
                human("问题: 服务器房间里有九台电脑。从周一到周四每天增加五台电脑。现在服务器房里有多少台电脑？"),
                bot(
                  "回答: 从周一到周四有4天。每天增加5台电脑。这意味着总共增加了4 * 5 = 20台电脑。一开始有9台电脑，所以现在有9 + 20 = 29台电脑。答案是 29",
                ),
                human(
                  "问题: 迈克尔有58个高尔夫球。星期二，他丢失了23个高尔夫球。星期三，他又丢失了2个。星期三结束时他还剩下多少个高尔夫球？",
                ),
                bot(
                  "回答: 迈克尔一开始有58个球。星期二他丢失了23个，所以之后他还剩下58 - 23 = 35个球。星期三他又丢失了2个，所以现在他还剩下35 - 2 = 33个球。答案是 33",
                ),
                human("问题: 奥利弗有23美元。她用每个3美元的价格买了五个百吉饼。她还剩下多少钱？"),
                bot(
                  "回答: 她以每个3美元的价格买了5个百吉饼。这意味着她在百吉饼上花费了5 * 3 = 15美元。她一开始有23美元，所以现在她还剩下23 - 15 = 8美元。答案是 8",
                ),
                human("问题: {question}"),
                bot("回答: {answer}"),
              ],
            },
            { stoppingCriteria: ["Question:"] },
          ),
          score2,
        ),
        ...entriesOf(
          rows12,
          columns,
          askZeroShot(
            {
              round: [
                human(
                  "Question: Shawn has five toys. For Christmas, he got two toys each from his mom and dad. How many toys does he have now?",
                ),
                bot(
                  "Response: He has 5 toys. He got 2 from mom, so after that he has 5 + 2 = 7 toys. Then he got 2 more from dad, so in total he has 7 + 2 = 9 toys. The answer is 9.",
                ),
                human(
                  "Question: There were nine computers in the server room. Five more computers were installed each day, from monday to thursday. How many computers are now in the server room?",
                ),
                bot(
                  "Response: There are 4 days from monday to thursday. 5 computers were added each day. That means in total 4 * 5 = 20 computers were added. There were 9 computers in the beginning, so now there are 9 + 20 = 29 computers. The answer is 29.",
                ),
                human(
                  "Question: Michael had 58 golf balls. On tuesday, he lost 23 golf balls. On wednesday, he lost 2 more. How many golf balls did he have at the end of wednesday?",
                ),
                bot(
                  "Response: Michael initially had 58 balls. He lost 23 on Tuesday, so after that he has 58 - 23 = 35 balls. On Wednesday he lost 2 more so now he has 35 - 2 = 33 balls. The answer is 33.",
                ),
                human(
                  "Question: Olivia has $23. She bought five bagels for $3 each. How much money does she have left?",
                ),
                bot(
                  "Response: She bought 5 bagels for $3 each. This means she spent 5 * $3 = $15 on the bagels. She had $23 in beginning, so now she has $23 - $15 = $8. The answer is 8.",
                ),
                human("Question: {question}"),
                bot("Response: {answer}"),
              ],
            },
            { stoppingCriteria: ["Question:"] },
          ),
          score3,
        ),
      ]),
  },
  aliases: { mathbench_gen: "mathbench_2024_gen_19e486" },
});

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
