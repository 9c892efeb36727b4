import { expect, test } from "vitest";
import type { StoredRow } from "../../../src/core/stored-row.ts";
import { casePrompt, labelEnding } from "../../../src/report/cases/case-prompt.ts";
import { caseLines } from "../../../src/report/cases/case-text.ts";
import { addCounts, countCases, pickCases } from "../../../src/report/cases/cases.ts";
import { summaryLines } from "../../../src/report/cases/cases-summary.ts";
import { wrapText } from "../../../src/report/text/wrap-text.ts";

const plain = { width: Number.POSITIVE_INFINITY, isWhole: false, bold: (text: string) => text };

function row(number: number, more: Partial<StoredRow> = {}): StoredRow {
  return { row: number, prompt: "Q?", labels: [], output: "x", verdict: "wrong", cut: false, reference: "A", ...more };
}

const rows = [
  row(0, { verdict: "right", rule: "R" }),
  row(1, { rule: "R" }),
  row(2, { extracted: false, cut: true }),
  row(3, { extracted: false }),
  row(4, { verdict: "failed", reason: "too long" }),
  row(5, { verdict: "partial", score: 0.5 }),
  row(6, { verdict: "unscored", reason: "no text" }),
];
const stored = { model: "m", dataset: "d", rows, unanswered: 2, notes: [] };

test("every row is counted under each kind it is of, and under its rule", () => {
  const counts = countCases(stored);
  expect(counts).toMatchObject({ rows: 7, right: 1, wrong: 4, partial: 1, unextracted: 2, cut: 1, failed: 2 });
  expect(counts.unanswered).toBe(2);
  expect([...counts.rules]).toEqual([
    ["R", { rows: 2, right: 1 }],
    ["nothing extracted", { rows: 2, right: 0 }],
  ]);
  expect(addCounts([counts, counts])).toMatchObject({ rows: 14, failed: 4 });
  expect(addCounts([counts, counts]).rules.get("R")).toEqual({ rows: 4, right: 2 });
});

test("a row of several kinds is shown once, and the limit is for each kind", () => {
  const groups = pickCases(rows, ["wrong", "cut", "unextracted"], 1);
  expect(groups.map(({ kind, total, shownBefore, rows }) => [kind, total, shownBefore, rows[0]?.row])).toEqual([
    ["cut", 1, 0, 2],
    ["unextracted", 2, 1, 3],
    ["wrong", 4, 2, 1],
  ]);
  expect(pickCases(rows, ["wrong"], 99).map(({ rows }) => rows.length)).toEqual([4]);
});

test("the end of a long prompt is kept: it is the question", () => {
  const prompt = `${"example\n".repeat(500)}The question?`;
  const shown = casePrompt(row(0, { prompt }), false);
  expect(shown).toMatch(/^… \d+ characters before\n/);
  expect(shown).toMatch(/The question\?$/);
  expect(shown.length).toBeLessThan(800);
  expect(casePrompt(row(0, { prompt }), true)).toBe(prompt);
});

test("of a chat the last message is shown, whole with the roles of all", () => {
  const prompt = [
    { role: "HUMAN", prompt: "one" },
    { role: "BOT", prompt: "two" },
    { role: "HUMAN", prompt: "three" },
  ];
  expect(casePrompt(row(0, { prompt }), false)).toBe("… 27 characters before\nthree");
  expect(casePrompt(row(0, { prompt }), true)).toBe("HUMAN: one\nBOT: two\nHUMAN: three");
});

test("the prompt of a PPL row is what its labels share; characters are not torn apart", () => {
  const labels = ["😀", "😁"].map((label) => ({ label, input: `Q ${label}`, prompt: `shots Q ${label}`, values: {} }));
  expect(casePrompt(row(0, { labels }), true)).toBe("shots Q ");
  expect(labels.map((label) => labelEnding(label, labels))).toEqual(["😀", "😁"]);
});

test("a generated row: output, what was extracted by which rule, reference", () => {
  const shown = caseLines(row(1, { output: "I say\nB", answer: "B", rule: "first capital" }), plain);
  expect(shown).toEqual([
    "row 1  wrong",
    "  prompt     Q?",
    "  output     I say",
    "             B",
    "  extracted  B   by the rule: first capital",
    "  reference  A",
  ]);
});

test.each([
  [{ answer: "", extracted: false as const }, "  extracted  nothing"],
  [{ answer: "x", extracted: false as const }, "  extracted  nothing: the whole output was compared"],
  [{ answer: "NULL", extracted: false as const }, "  extracted  nothing: NULL was compared"],
  [{ answer: ["A", "C"], rule: "all" }, '  extracted  ["A","C"]   by the rule: all'],
])("the extraction %j is told as %s", (more, line) => {
  expect(caseLines(row(1, more), plain)).toContain(line);
});

test("a PPL row: the value of each label, which was chosen and which is the reference", () => {
  const labels = ["A", "B"].map((label, i) => ({
    label,
    input: `Q ${label}`,
    prompt: `Q ${label}`,
    values: { PPL: 1.123456789 + i },
  }));
  expect(caseLines(row(1, { labels, output: "B", answer: "B" }), plain)).toEqual([
    "row 1  wrong",
    "  prompt     Q",
    "  labels     A  PPL 1.12346  <- reference",
    "             B  PPL 2.12346  <- chosen",
    "  reference  A",
  ]);
});

test("nothing in a row acts on the terminal", () => {
  const evil = "\u001b[2J\u202eevil\r\u0007";
  const labels = [{ label: evil, input: evil, prompt: evil, values: { [evil]: 1 } }];
  const shown = [
    ...caseLines(row(1, { prompt: evil, output: evil, answer: evil, rule: evil, reference: evil }), plain),
    ...caseLines(row(2, { labels, verdict: "failed", reason: evil }), { ...plain, isWhole: true }),
  ];
  expect(shown.join("")).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  expect(shown.join("")).toContain("evil");
});

test("a long output loses its middle, not its ends", () => {
  const lines = caseLines(row(1, { output: `start ${"x".repeat(5000)} end` }), plain);
  expect(lines.join("\n")).toMatch(/start x+\n +… 4210 characters …\n +x+ end/);
  const tall = caseLines(row(1, { output: `start\n${"x\n".repeat(500)}end\n\n` }), plain);
  expect(tall).toContain("  output     start");
  expect(tall).toContain("             end");
  expect(tall).toHaveLength(18);
  expect(caseLines(row(1, { output: "" }), plain)).toContain("  output     (empty)");
});

test.each([
  ["the quick brown fox", 10, ["the quick", "brown fox"]],
  ["以下是单项选择题", 8, ["以下是单", "项选择题"]],
  ["abcdefghij", 4, ["abcd", "efgh", "ij"]],
  ["a\n\nb", 9, ["a", "", "b"]],
])("%j in %i columns", (text, width, lines) => {
  expect(wrapText(text, width)).toEqual(lines);
});

test("the summary is a table, or lines where the terminal is too narrow for it", () => {
  const datasets = [{ model: "m", dataset: "d", counts: countCases(stored) }];
  expect(summaryLines(datasets, 200)).toEqual([
    " dataset | rows | right | wrong | partly right | unextracted | cut | failed | no answer yet",
    "---------+------+-------+-------+--------------+-------------+-----+--------+---------------",
    " d       |    7 |     1 |     3 |            1 |           2 |   1 |      2 |             2",
  ]);
  const narrow = summaryLines(datasets, 40);
  expect(narrow[0]).toBe("d");
  expect(narrow).toContain("  unextracted   2");
});
