import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCases } from "../../src/cli/commands/cases.ts";
import { type CasesFlags, casesFlags } from "../../src/cli/commands/cases-options.ts";
import { refuseContradictions } from "../../src/cli/flags/contradictions.ts";
import { tempFolder } from "../data/temp-folder.ts";
import { errorOf } from "../run/error-of.ts";
import { generated, storeRun } from "../run/stored-run.ts";
import { capture } from "./capture.ts";

const folder = await tempFolder();
const exam = {
  answers: [
    generated("A", "A"),
    generated("The answer is B.", "A", { finishReason: "length" as const }),
    generated("无法判断", "B"),
  ],
};
const run = await storeRun(join(folder.path, "runs"), { "exam-law": exam, "exam-art": exam, numbers: { answers: [] } });

async function cases(flags: CasesFlags = {}, path = join(folder.path, "runs")): Promise<string> {
  return (await capture(() => runCases(path, flags))).stdout;
}

test("a folder of runs shows its newest: counts, rules, then the rows with question and answer", async () => {
  const shown = await cases({ datasets: ["exam-law"] });
  expect(shown.replace(run.path, "RUN")).toMatchInlineSnapshot(`
    "RUN

     dataset  | rows | right | wrong | unextracted | cut | failed
    ----------+------+-------+-------+-------------+-----+--------
     exam-law |    3 |     1 |     2 |           1 |   1 |      0

     extracted by the rule                       | rows |      right
    ---------------------------------------------+------+------------
     no phrase: first option letter anywhere     |    1 | 1 (100.0%)
     X at the end, after a blank, comma or colon |    1 |   0 (0.0%)
     nothing extracted                           |    1 |   0 (0.0%)

    tiny / exam-law
    extracted: 1 by "no phrase: first option letter anywhere", 1 by "X at the end, after a blank, comma or colon", 1 not

    cut: 1 of 1 rows shown

    row 1  cut, wrong
      prompt     … 30 characters before
                 Which one?
                 A. one
                 B. two
                 Answer:
      output     The answer is B.
      extracted  B   by the rule: X at the end, after a blank, comma or colon
      reference  A

    unextracted: 1 of 1 rows shown

    row 2  unextracted, wrong
      prompt     … 30 characters before
                 Which one?
                 A. one
                 B. two
                 Answer:
      output     无法判断
      extracted  nothing
      reference  B

    wrong: 2 of 2 rows shown, 2 of them above
    "
  `);
});

test("a name that several datasets begin with selects them all; kinds and limit choose the rows", async () => {
  const shown = await cases({ datasets: ["exam"], kind: ["unextracted"], limit: 1 });
  expect(shown.match(/^row \d+/gm)).toEqual(["row 2", "row 2"]);
  expect(shown).not.toContain("numbers");
});

test("--json: a line per dataset and per row, each whole", async () => {
  const lines = (await cases({ json: true, datasets: ["exam-law"] })).trimEnd().split("\n");
  const [summary, ...rows] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(summary).toMatchObject({ type: "dataset", dataset: "exam-law", rows: 3, right: 1, wrong: 2, unextracted: 1 });
  expect(summary?.rules).toMatchObject({ "X at the end, after a blank, comma or colon": { rows: 1, right: 0 } });
  expect(rows.map(({ row, kinds }) => [row, kinds])).toEqual([
    [1, ["cut", "wrong"]],
    [2, ["unextracted", "wrong"]],
  ]);
  expect(rows[0]).toMatchObject({ type: "case", output: "The answer is B.", answer: "B", reference: "A" });
});

test("--audit: the range of scores and the rows in dispute", async () => {
  const shown = await cases({ audit: true, datasets: ["exam-law"] });
  expect(shown).toContain("different answers: 1 of 1 rows shown");
  expect(shown).toMatch(/ exam-law \| +3 \| +33\.33 \| +33\.33 \| +1/);
  const lines = (await cases({ audit: true, json: true, datasets: ["exam-law"] })).trimEnd().split("\n");
  expect(JSON.parse(lines[0] as string)).toMatchObject({ type: "audit", disagreements: 1, rows: 3 });
  expect(JSON.parse(lines[1] as string)).toMatchObject({ type: "disagreement", row: 1 });
});

test("a name that the run does not have is refused with the nearest", async () => {
  expect(await errorOf(() => cases({ datasets: ["exma"] }))).toMatchObject({
    code: "UNKNOWN_NAME",
    message: 'the run has no dataset "exma"',
    hint: expect.stringContaining("exam") as string,
  });
  expect((await errorOf(() => cases({ models: ["other"] }))).hint).toBe("its models: tiny");
  expect((await errorOf(() => cases({ datasets: [folder.path] }))).hint).toContain("put it in front of --datasets");
});

test("a run that holds no answers is refused, with the runs before it", async () => {
  mkdirSync(join(folder.path, "runs", "20270101_000000", "journal"), { recursive: true });
  try {
    expect(await errorOf(() => cases())).toMatchObject({
      code: "USAGE",
      message: expect.stringContaining("20270101_000000 holds no answers and no results") as string,
      hint: `earlier runs there: ${run.timestamp}`,
    });
  } finally {
    rmSync(join(folder.path, "runs", "20270101_000000"), { recursive: true });
  }
});

test("an audit without answers is refused", async () => {
  expect(await errorOf(() => cases({ audit: true, datasets: ["numbers"] }))).toMatchObject({
    code: "USAGE",
    message: expect.stringMatching(/there is no answer to audit/),
  });
});

test.each([
  [{ audit: true, kind: ["cut"] }, /--audit shows the rows/],
  [{ audit: true, metric: "ppl" }, /--audit reads generated answers, --metric rows that are scored by label/],
  [{ json: true, full: true }, /--json shortens nothing/],
])("%j contradict each other", (flags, message) => {
  expect(() => refuseContradictions(flags, casesFlags)).toThrow(message);
});
