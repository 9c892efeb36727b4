import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { customDataset } from "../../src/plan/custom-dataset.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "oc-local-custom-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

const choice = `${JSON.stringify({ question: "1 + 1 = ?", A: "1", B: "2", C: "3", answer: "B" })}\n`;
const question = "question,answer\n1 + 1 = ?,2\n";

describe("a table of one's own", () => {
  it("is multiple choice where it has columns A, B, …", async () => {
    const { entry, note } = await customDataset({ path: file("mine.jsonl", choice) }, folder);
    expect(entry.abbr).toBe("mine");
    expect(entry.infer.inferencer).toEqual({ type: "generate" });
    expect(entry.reader).toEqual({ inputColumns: ["question", "A", "B", "C"], outputColumn: "answer" });
    expect(note).toContain("multiple choice of A, B, C");
    expect(JSON.stringify(entry.infer.promptTemplate)).toContain("Question: {question}\\nA. {A}\\nB. {B}\\nC. {C}");
  });

  it("has one prompt per option when it is asked by ppl", async () => {
    const { entry } = await customDataset({ path: file("mine.jsonl", choice), inferMethod: "ppl" }, folder);
    expect(entry.infer.inferencer).toEqual({ type: "perplexity" });
    expect(Object.keys(entry.infer.promptTemplate?.template ?? {})).toEqual(["A", "B", "C"]);
  });

  it("is questions and answers otherwise", async () => {
    const { entry, note } = await customDataset({ path: file("qa.csv", question) }, folder);
    expect(entry.reader).toEqual({ inputColumns: ["question"], outputColumn: "answer" });
    expect(note).toContain("questions and answers");
  });

  it("takes its settings from the file beside it, and a flag before them", async () => {
    const path = file("mine.jsonl", choice);
    file(
      "mine.jsonl.meta.json",
      JSON.stringify({ abbr: "sums", data_type: "mcq", infer_method: "ppl", options: ["A", "B"] }),
    );
    const fromFile = await customDataset({ path }, folder);
    expect(fromFile.entry.abbr).toBe("sums");
    expect(Object.keys(fromFile.entry.infer.promptTemplate?.template ?? {})).toEqual(["A", "B"]);
    const fromFlag = await customDataset({ path, inferMethod: "gen" }, folder);
    expect(fromFlag.entry.infer.inferencer).toEqual({ type: "generate" });
  });

  it.each([
    ["questions by ppl", "qa.csv", question, { inferMethod: "ppl" as const }, /cannot be asked by ppl/],
    ["choices without columns", "qa.csv", question, { dataType: "mcq" as const }, /wants columns A, B/],
    ["choices without the right letter", "x.jsonl", '{"question":"q","A":"1","B":"2"}\n', {}, /the right letter/],
    ["a file without rows", "empty.jsonl", "", {}, /holds no rows/],
    ["settings that are not there", "qa.csv", question, { metaPath: "none.json" }, /does not exist/],
  ])("refuses %s", async (_, name, text, more, message) => {
    await expect(customDataset({ path: file(name, text), ...more }, folder)).rejects.toThrow(message);
  });

  it("says where settings are no JSON", async () => {
    const path = file("qa.csv", question);
    file("qa.csv.meta.json", '{\n  "abbr": oops }');
    await expect(customDataset({ path }, folder)).rejects.toThrow(/qa\.csv\.meta\.json:2/);
  });

  it("refuses settings of another shape", async () => {
    const path = file("qa.csv", question);
    file("qa.csv.meta.json", '{"data_type": "essay"}');
    await expect(customDataset({ path }, folder)).rejects.toThrow(/data_type/);
  });
});
