// MBPP (Austin et al. 2021, arXiv:2108.07732): short programs with their tests. Prompts are those of OpenCompass a5acc4bb; the
// project does not run programs, so the answers are kept and not scored. `sanitized` files have other fields and other splits.

import { asRows, type DatasetConfig, defineDataset, type Row, readJson, readJsonl } from "oc-local";
import { fieldOf, textsOf } from "./_fields.ts";
import {
  dialogue,
  linesDialogue,
  markdownDialogue,
  markdownQuestion,
  narrowText,
  spacedDialogue,
  spacedText,
  taggedDialogue,
  threeShotText,
  zeroShotText,
} from "./_mbpp-prompts.ts";
import { askZeroShot, type Evaluate, type Infer } from "./_pieces.ts";

type Template = NonNullable<Infer["promptTemplate"]>["template"];

function scored(upstream: string): Evaluate {
  return { evaluator: { type: "unscorable", needs: "code", upstream }, predRole: "BOT" };
}

/** A data file, as one way of counting asks it. */
interface Questions {
  abbr: string;
  source: DatasetConfig["source"];
  outputColumn: string;
  evaluate: Evaluate;
}

const inOriginal = { type: "mbpp", path: "mbpp/mbpp.jsonl" };
const inSanitized = { type: "mbpp", path: "mbpp/sanitized-mbpp.jsonl" };
const passAtK = { outputColumn: "test_column", evaluate: scored("MBPPPassKEvaluator") };

const original: Questions = {
  abbr: "mbpp",
  source: { ...inOriginal, form: "original" },
  outputColumn: "test_list_2",
  evaluate: scored("MBPPEvaluator"),
};
const originalPassAtK: Questions = {
  abbr: "mbpp_passk",
  source: { ...inOriginal, form: "original", column: "test_column" },
  ...passAtK,
};
const originalRepeated: Questions = {
  abbr: "mbpp_repeat10",
  source: { ...inOriginal, numRepeats: 10, form: "original", column: "test_column" },
  ...passAtK,
};
const sanitized: Questions = { ...original, abbr: "sanitized_mbpp", source: { ...inSanitized, form: "sanitized" } };
const sanitizedPassAtK: Questions = {
  abbr: "sanitized_mbpp_passk",
  source: sanitized.source,
  ...passAtK,
};
const sanitizedRepeated: Questions = {
  abbr: "sanitized_mbpp_repeat10",
  source: { ...inSanitized, numRepeats: 10, form: "sanitized" },
  ...passAtK,
};

export default defineDataset({
  title: "MBPP: short programs with tests",
  dimensions: ["code"],
  load: async (path, { form, column = "test_list_2", numRepeats = 1 }) => {
    const records = await readRecords(path);
    const rows = records.map((record, i) => {
      const place = `${path}, record ${i + 1}`;
      return form === "sanitized" ? sanitizedRow(record, place) : originalRow(record, place, column === "test_column");
    });
    const [first, last] = form === "sanitized" ? [7, 264] : [10, 510];
    const test = rows.slice(first, last);
    // Repeats follow one another as wholes; the examples are not repeated.
    return { train: rows.slice(0, first), test: Array.from({ length: Number(numRepeats) }, () => test).flat() };
  },
  variants: {
    deprecated_mbpp_gen_1e1056: () => asked(original, spacedDialogue),
    deprecated_mbpp_gen_6590b0: () =>
      asked({ ...original, evaluate: { evaluator: original.evaluate.evaluator } }, spacedText),
    deprecated_mbpp_gen_caa7ab: () => asked(original, taggedDialogue),
    deprecated_mbpp_passk_gen_1e1056: () => asked(originalPassAtK, spacedDialogue),
    deprecated_mbpp_repeat10_gen_1e1056: () => asked(originalRepeated, spacedDialogue),
    deprecated_sanitized_mbpp_gen_1e1056: () => asked(sanitized, spacedDialogue),
    deprecated_sanitized_mbpp_gen_cb43ef: () => asked(sanitized, narrowText),
    deprecated_sanitized_mbpp_passk_gen_1e1056: () => asked(sanitizedPassAtK, spacedDialogue),
    deprecated_sanitized_mbpp_repeat10_gen_1e1056: () => asked(sanitizedRepeated, spacedDialogue),
    mbpp_gen_830460: () => asked(original, dialogue),
    mbpp_passk_gen_830460: () => asked(originalPassAtK, dialogue),
    mbpp_repeat10_gen_830460: () => asked(originalRepeated, dialogue),
    sanitized_mbpp_gen_742f0c: () => asked(sanitized, threeShotText),
    sanitized_mbpp_gen_830460: () => asked(sanitized, dialogue),
    sanitized_mbpp_gen_a0fc46: () => asked(sanitized, linesDialogue),
    sanitized_mbpp_mdblock_0shot_nocot_gen_a2e416: () => asked(sanitized, markdownQuestion),
    sanitized_mbpp_mdblock_gen_a447ff: () => asked(sanitized, markdownDialogue),
    sanitized_mbpp_passk_gen_830460: () => asked(sanitizedPassAtK, dialogue),
    sanitized_mbpp_repeat10_gen_830460: () => asked(sanitizedRepeated, dialogue),
    sanitized_mbpp_0shot_new_gen: () => asked(sanitized, zeroShotText, {}),
    sanitized_mbpp_3shot_new_gen: () => asked(sanitized, threeShotText, {}),
  },
  aliases: { mbpp_gen: "mbpp_gen_830460" },
});

function asked(
  { abbr, source, outputColumn, evaluate }: Questions,
  template: Template,
  options: Record<string, unknown> = { maxOutLen: 512 },
): DatasetConfig[] {
  const reader = { inputColumns: ["text", "test_list"], outputColumn };
  return [{ abbr, source, reader, infer: askZeroShot(template, options), evaluate }];
}

async function readRecords(path: string): Promise<Row[]> {
  if (!path.endsWith(".json")) return readJsonl(path);
  return asRows(await readJson(path), path);
}

function originalRow(record: Row, place: string, asColumn: boolean): Row {
  const tests = textsOf(record, "test_list", place);
  const text = tests.join("\n");
  const id = fieldOf(record, "task_id", place);
  const row = { ...record, test_list: text, test_case: tests };
  return asColumn ? { ...row, test_column: { test_list_2: text, task_id: id } } : { ...row, test_list_2: text };
}

function sanitizedRow({ prompt = null, ...record }: Row, place: string): Row {
  const text = textsOf(record, "test_list", place).join("\n");
  const column = { test_list_2: text, task_id: fieldOf(record, "task_id", place) };
  return { ...record, test_list: text, text: prompt, test_list_2: text, test_column: column };
}
