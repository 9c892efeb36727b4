// Spans of a Chinese passage, as CMRC 2018 and DRCD ask for them.

import { askZeroShot, bot, type Evaluate, entriesOf, human, type Infer } from "./_pieces.ts";

/** The four variants of a family, whose file and postprocessor differ. */
export function spanVariants(family: string, abbr: string, path: string, postprocessor: string) {
  const exact: Evaluate = { evaluator: { type: "exact-match" } };
  const ofTurn: Evaluate = { ...exact, predRole: "BOT" };
  const entries = (infer: Infer, evaluate: Evaluate) =>
    entriesOf(
      [[abbr, { type: "clue", path, form: "squad" }]],
      { inputColumns: ["question", "context"], outputColumn: "answers" },
      infer,
      evaluate,
    );
  const briefly =
    "根据文章回答问题。你的答案应该尽可能简练，请以 ‘答案是’ 开头的句式作答。\n文章：{context}\n问：{question}\n答：";
  return {
    [`${family}_gen_1bd3c8`]: () =>
      entries(askZeroShot({ round: [human(briefly)] }), { ...ofTurn, predPostprocessor: { type: postprocessor } }),
    [`${family}_gen_3749cd`]: () =>
      entries(
        askZeroShot({ round: [human("文章：{context}\n根据上文，回答如下问题：{question}"), bot("答：")] }),
        ofTurn,
      ),
    [`${family}_gen_8484b9`]: () =>
      entries(askZeroShot("文章：{context}\n根据上文，回答如下问题： {question}\n答："), exact),
    [`${family}_gen_941108`]: () =>
      entries(askZeroShot({ round: [human("文章：{context}\n根据上文，回答如下问题：\n{question}\n答：")] }), ofTurn),
  };
}
