// Entailment, contradiction or neither in Chinese, as CMNLI and OCNLI ask it.

import {
  accuracy,
  askZeroShot,
  bot,
  comparing,
  type Evaluate,
  entriesOf,
  firstCapital,
  human,
  type NamedSource,
} from "./_pieces.ts";

type Entries = ReturnType<typeof entriesOf>;

export interface EntailmentSet {
  /** With letters for labels. */
  letterRows: readonly NamedSource[];
  /** With labels as words. */
  rows: readonly NamedSource[];
  columns: Parameters<typeof entriesOf>[1];
}

export const columns = { inputColumns: ["sentence1", "sentence2"], outputColumn: "label" };

const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const relation = "语句一：“{sentence1}”\n语句二：“{sentence2}”\n请问这两句话是什么关系？";

/** Which of three relations two sentences have. */
export function askedForRelation(set: EntailmentSet, question: string): Entries {
  return asked(set, `${relation}${question}`);
}

/** Whether the second sentence is right. */
export function askedForTruth(set: EntailmentSet): Entries {
  return asked(
    set,
    "阅读文章：{sentence1}\n根据上文，回答如下问题：{sentence2}\nA. 对\nB. 错\nC. 可能\n请从“A”，“B”，“C”中进行选择。\n答：",
  );
}

export function comparedAsText(set: EntailmentSet): Entries {
  const question = "阅读文章：{sentence1}\n根据上文，回答如下问题： {sentence2}？\n答：";
  return compared(set, {
    contradiction: `${question}错`,
    entailment: `${question}对`,
    neutral: "如果{sentence1}为真，那么{sentence2}也为真吗?可能",
  });
}

export function comparedAsDialogue(set: EntailmentSet): Entries {
  const question = human("阅读文章：{sentence1}\n根据上文，回答如下问题：{sentence2}？");
  return compared(set, {
    contradiction: { round: [question, bot("错")] },
    entailment: { round: [question, bot("对")] },
    neutral: { round: [human("如果{sentence1}为真，那么{sentence2}也为真吗？"), bot("可能")] },
  });
}

export function comparedByRelation(set: EntailmentSet): Entries {
  return compared(set, {
    contradiction: { round: [human(relation), bot("矛盾")] },
    entailment: { round: [human(relation), bot("蕴含")] },
    neutral: { round: [human(relation), bot("无关")] },
  });
}

function asked({ letterRows, columns }: EntailmentSet, question: string): Entries {
  return entriesOf(letterRows, columns, askZeroShot({ round: [human(question)] }), score);
}

function compared({ rows, columns }: EntailmentSet, template: Parameters<typeof comparing>[0]): Entries {
  return entriesOf(rows, columns, comparing(template), accuracy);
}
