// Evaluators and postprocessors of single datasets against OpenCompass's own results.

import { upstreamPostprocessors } from "../../../src/config/upstream/part-names.ts";
import { load } from "../../postprocess/load.ts";
import { type GoldenAdapter, type GoldenCase, NotShipped } from "../golden.ts";
import { adapter as evaluators } from "./evaluators.ts";

interface Input {
  op: string;
  fn: string;
  text: string;
}

export const adapter: GoldenAdapter = {
  file: "more_evaluators",
  async run(goldenCase: GoldenCase, context) {
    const { op, fn, text, ...options } = goldenCase.input as unknown as Input;
    if (op === "fn") return extracted(fn, text, options);
    const hasChosen = Object.hasOwn(goldenCase.expected as object, "chosen");
    const input = hasChosen ? { ...goldenCase.input, chosen: true } : goldenCase.input;
    if (op === "score") return evaluators.run({ ...goldenCase, input }, context);
    throw new NotShipped(op);
  },
};

async function extracted(fn: string, text: string, options: object): Promise<unknown> {
  const file = upstreamPostprocessors[fn];
  if (file === undefined) throw new NotShipped(fn);
  return (await load(file, options))(text).answer;
}
