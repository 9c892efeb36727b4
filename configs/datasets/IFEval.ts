// IFEval (Zhou et al. 2023, arXiv:2311.07911). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, type Row } from "oc-local";
import { mapJsonl, textOf } from "./_fields.ts";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["IFEval", { type: "IFEval", path: "ifeval/input_data.jsonl" }]];
const columns = { inputColumns: ["prompt"], outputColumn: "reference" };
const score: Evaluate = {
  evaluator: { type: "unscorable", needs: "instruction-checks", upstream: "IFEvaluator" },
  predRole: "BOT",
};

export default defineDataset({
  title: "IFEval: instructions whose following a program can check",
  dimensions: ["instructions"],
  load: async (path) =>
    withAllArguments(
      await mapJsonl(path, (record, place) => ({ prompt: textOf(record, "prompt", place), reference: record })),
    ),
  variants: {
    IFEval_gen_3321a3: () =>
      entriesOf(rows, columns, askZeroShot({ round: [human("{prompt}")] }, { maxOutLen: 1025 }), score),
    IFEval_gen_353ae7: () => entriesOf(rows, columns, askZeroShot({ round: [human("{prompt}")] }), score),
  },
  aliases: { IFEval_gen: "IFEval_gen_353ae7" },
});

/** Every instruction has the arguments of all, null where it takes none, as OpenCompass's tables have them. */
function withAllArguments(rows: Row[]): Row[] {
  const argumentsOf = (row: Row) => ((row.reference as Row).kwargs ?? []) as Row[];
  const names = [...new Set(rows.flatMap((row) => argumentsOf(row).flatMap((each) => Object.keys(each))))];
  const none: Row = Object.fromEntries(names.map((name) => [name, null]));
  return rows.map(({ prompt = "", reference }) => {
    const kwargs = argumentsOf({ reference: reference ?? null }).map((each) => ({ ...none, ...each }));
    return { prompt, reference: { ...(reference as Row), kwargs } };
  });
}
