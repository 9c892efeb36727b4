// MBPP (Austin et al. 2021, arXiv:2108.07732): short programs with their tests. Read here for configs of one's own; the
// project does not run programs, so there are no variants. `sanitized` files have other fields and other splits.

import { defineDataset, type Row, readJson, readJsonl } from "oc-local";
import { asObject, fieldOf, textsOf, unexpected } from "./_fields.ts";

export default defineDataset({
  title: "MBPP: short programs with tests (rows only)",
  load: async (path, { form, column = "test_list_2", numRepeats = 1 }) => {
    const records = await readRecords(path);
    const rows = records.map((record, i) => {
      const place = `${path}, record ${i + 1}`;
      return form === "sanitized" ? sanitized(record, place) : original(record, place, column === "test_column");
    });
    const [first, last] = form === "sanitized" ? [7, 264] : [10, 510];
    const test = rows.slice(first, last);
    // Repeats follow one another as wholes; the examples are not repeated.
    return { train: rows.slice(0, first), test: Array.from({ length: Number(numRepeats) }, () => test).flat() };
  },
  variants: {},
});

async function readRecords(path: string): Promise<Row[]> {
  if (!path.endsWith(".json")) return readJsonl(path);
  const records = await readJson(path);
  if (!Array.isArray(records)) throw unexpected(path, "a list of records", records);
  return records.map((record, i) => asObject(record, `${path}, record ${i + 1}`));
}

function original(record: Row, place: string, asColumn: boolean): Row {
  const tests = textsOf(record, "test_list", place);
  const text = tests.join("\n");
  const id = fieldOf(record, "task_id", place);
  const row = { ...record, test_list: text, test_case: tests };
  return asColumn ? { ...row, test_column: { test_list_2: text, task_id: id } } : { ...row, test_list_2: text };
}

function sanitized({ prompt = null, ...record }: Row, place: string): Row {
  const text = textsOf(record, "test_list", place).join("\n");
  const column = { test_list_2: text, task_id: fieldOf(record, "task_id", place) };
  return { ...record, test_list: text, text: prompt, test_list_2: text, test_column: column };
}
