// Whether two sentences are alike, as MRPC and QQP ask it: after five examples, on both splits.

import { accuracy, entriesOf, fiveShot } from "./_pieces.ts";

/** @param alike what two sentences may be, in one word. */
export function pairEntries(set: string, [first, second]: readonly [string, string], alike: string) {
  const pair = `Sentence one: {${first}}\nSentence two: {${second}}\nResult: `;
  const intro = `The following are semantic matching questions. \nPlease determine whether the following two sentences are semantically ${alike}: 0 means not ${alike}, 1 means ${alike}.\n</E>`;
  const infer = {
    iceTemplate: { template: `${pair}{label}` },
    promptTemplate: { template: { 0: `${intro}${pair}0`, 1: `${intro}${pair}1` }, iceToken: "</E>" },
    retriever: fiveShot,
    inferencer: { type: "perplexity" },
  };
  return ["validation", "test"].flatMap((testSplit) =>
    entriesOf(
      [[`${set}-${testSplit}`, { type: "hub", path: "glue", name: set.toLowerCase() }]],
      { inputColumns: [first, second], outputColumn: "label", trainSplit: "train", testSplit },
      infer,
      accuracy,
    ),
  );
}
