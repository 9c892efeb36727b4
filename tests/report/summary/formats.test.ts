import { expect, test } from "vitest";
import { intervalFootnote } from "../../../src/report/summary/annotations.ts";
import { formatCsv } from "../../../src/report/summary/csv.ts";
import { formatDetails } from "../../../src/report/summary/details.ts";
import { formatMarkdown } from "../../../src/report/summary/markdown.ts";
import { summarize } from "../../../src/report/summary/summary.ts";
import { formatTable, wantsColor } from "../../../src/report/summary/table.ts";
import { formatText } from "../../../src/report/summary/text.ts";
import { displayWidth } from "../../../src/report/text/display-width.ts";
import { exampleAnnotations, exampleSummary, storedResults } from "./example.ts";

const extras = {
  annotations: exampleAnnotations,
  alarms: ["! qwen-q4, too few questions: 高考数学."],
  footnotes: ["Sample data: not a benchmark result."],
};

test("terminal table: aligned over Chinese names, with what helps to judge a score", () => {
  expect(formatTable(exampleSummary, extras)).toMatchInlineSnapshot(`
    " dataset   | version | metric        | mode  |         n |              qwen-q4 | 书生-1.8b | extracted    | notes
    -----------+---------+---------------+-------+-----------+----------------------+-----------+--------------+--------------------------------------------------------------------------------------------------------------
     ceval-law | 4d3a0b  | accuracy      | gen   | 200 / 198 | 62.50 [55.62, 68.92] |       nan | 95.7% / 100% | qwen-q4: 3 cut at the token limit (1.5%)
     高考数学  | 123456  | accuracy      | ppl   |     8 / - |                50.00 |         - |              | qwen-q4: too few questions, 1 prompt truncated, 4 shots dropped, 2 not scored (the prediction is not a text)
     高考数学  | 123456  | f1            | ppl   |     8 / - |                12.12 |         - |              |
     broken    | -       | -             | -     |           |                    - |         - |              | qwen-q4: no score: 2 of 5 rows failed
     平均      | -       | accuracy      | mixed |           |                56.25 |    1 of 2 |              | 书生-1.8b: no average: 1 of 2 parts have a score, none for 高考数学
     平均      | -       | naive_average | mixed |           |                56.25 |    1 of 2 |              |

    ! qwen-q4, too few questions: 高考数学.

    Sample data: not a benchmark result."
  `);
});

test("terminal table without annotations: upstream's columns, and why a score is missing", () => {
  expect(formatTable(exampleSummary)).toMatchInlineSnapshot(`
    " dataset   | version | metric        | mode  | qwen-q4 | 书生-1.8b | notes
    -----------+---------+---------------+-------+---------+-----------+---------------------------------------------------------------------
     ceval-law | 4d3a0b  | accuracy      | gen   |   62.50 |       nan |
     高考数学  | 123456  | accuracy      | ppl   |   50.00 |         - |
     高考数学  | 123456  | f1            | ppl   |   12.12 |         - |
     broken    | -       | -             | -     |       - |         - | qwen-q4: no score: 2 of 5 rows failed
     平均      | -       | accuracy      | mixed |   56.25 |    1 of 2 | 书生-1.8b: no average: 1 of 2 parts have a score, none for 高考数学
     平均      | -       | naive_average | mixed |   56.25 |    1 of 2 |"
  `);
});

test("what helps to judge a score is left out where the terminal has no room for it, and that is said", () => {
  const asked = { ...extras, footnotes: [intervalFootnote] };
  expect(formatTable(exampleSummary, { ...asked, columns: 115 })).toContain("62.50 [55.62, 68.92] |");
  const narrow = formatTable(exampleSummary, { ...asked, columns: 95 });
  expect(Math.max(...narrow.split("\n").map(displayWidth))).toBeLessThanOrEqual(95);
  expect(narrow).toContain("   62.50 |");
  expect(narrow).toMatch(/Left out, as the terminal is narrow: intervals\. The \.md file has all\.$/);
  const narrower = formatTable(exampleSummary, { ...asked, columns: 80 });
  expect(Math.max(...narrower.split("\n").map(displayWidth))).toBeLessThanOrEqual(80);
  expect(narrower).toMatch(/intervals, extracted\. The \.md file has all\.$/);
});

test.each([100, 80])("on a terminal of %i columns no line is longer, and every note is there", (columns) => {
  const footnotes = ["Sample data written for a test, not a benchmark: these scores compare with nothing published."];
  const lines = formatTable(exampleSummary, { footnotes, columns }).split("\n");
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
  const words = (text: string) => text.split(/[\s|+-]+/).filter((word) => word !== "");
  const told = words(formatTable(exampleSummary, { footnotes }));
  for (const word of told.filter((each) => each !== "notes")) expect(words(lines.join(" "))).toContain(word);
});

test("notes that have no room in a column stand below the table", () => {
  expect(formatTable(exampleSummary, { columns: 80 }).split("\n\n")[1]).toMatchInlineSnapshot(`
    "broken: qwen-q4: no score: 2 of 5 rows failed
    平均: 书生-1.8b: no average: 1 of 2 parts have a score, none for 高考数学"
  `);
});

test("colours only when asked for; a stream that is no terminal asks for none", () => {
  expect(formatTable(exampleSummary, extras)).not.toContain("\u001b");
  expect(formatTable(exampleSummary, { ...extras, color: true })).toContain("\u001b[1mdataset");
  expect(formatTable(exampleSummary, { ...extras, color: true })).toContain("\u001b[33m! qwen-q4, too few");
  expect(wantsColor({})).toBe(false);
  expect(wantsColor({ hasColors: () => true })).toBe(true);
});

test("control characters of a name do not reach the terminal", () => {
  const table = formatTable(named("evil\u001b[2J\u202e\nname"));
  expect(table).not.toContain("\u001b");
  expect(table).not.toContain("\u202e");
  expect(table.split("\n")).toHaveLength(3);
});

test("CSV: upstream's columns", () => {
  expect(formatCsv(exampleSummary)).toMatchInlineSnapshot(`
    "dataset,version,metric,mode,qwen-q4,书生-1.8b
    ceval-law,4d3a0b,accuracy,gen,62.50,nan
    高考数学,123456,accuracy,ppl,50.00,-
    高考数学,123456,f1,ppl,12.12,-
    broken,-,-,-,-,-
    平均,-,accuracy,mixed,56.25,-
    平均,-,naive_average,mixed,56.25,-
    "
  `);
});

test.each([
  ["plain", "plain"],
  ["a,b", '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ["two\nlines", '"two\nlines"'],
  ["=1+1", "'=1+1"],
  ["+cmd", "'+cmd"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
  ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
  ["---- 考试 Exam ----", "---- 考试 Exam ----"],
  ["-1.8b", "-1.8b"],
  ["-", "-"],
])("CSV name %j is written as %j", (name, written) => {
  expect(formatCsv(named(name)).split("\n").slice(1).join("\n")).toBe(`${written},v,accuracy,gen,-1.50\n`);
});

test("details CSV: unrounded numbers and everything known", () => {
  expect(formatDetails(exampleSummary, exampleAnnotations)).toMatchInlineSnapshot(`
    "model,dataset,version,metric,mode,score,n,interval_low,interval_high,chance,chance_low,chance_high,extracted_share,correct,wrong,unscored,unscored_reasons,cut_by_length,truncated_prompts,dropped_shots,alarms,parts_with_alarm,without_reference,unmatched_references,thoughts,unclosed_thoughts,generated_tokens,error
    qwen-q4,ceval-law,4d3a0b,accuracy,gen,62.5,200,55.62,68.92,25,19,31,0.9567,125,75,0,,3,0,0,,,,,,,,
    qwen-q4,高考数学,123456,accuracy,ppl,50,8,,,,,,,,,2,2: the prediction is not a text,,1,4,too_few_to_tell,,,,,,,
    qwen-q4,高考数学,123456,f1,ppl,12.125,8,,,,,,,,,2,2: the prediction is not a text,,1,4,,,,,,,,
    qwen-q4,broken,-,-,-,,,,,,,,,,,,,,,,,,,,,,,2 of 5 rows failed
    qwen-q4,平均,-,accuracy,mixed,56.25,,,,,,,,,,,,,,,,,,,,,,
    qwen-q4,平均,-,naive_average,mixed,56.25,,,,,,,,,,,,,,,,,,,,,,
    书生-1.8b,ceval-law,4d3a0b,accuracy,gen,nan,198,,,,,,1,,,0,,,,,,,,,,,,
    书生-1.8b,高考数学,123456,accuracy,ppl,,,,,,,,,,,,,,,,,,,,,,,
    书生-1.8b,高考数学,123456,f1,ppl,,,,,,,,,,,,,,,,,,,,,,,
    书生-1.8b,broken,-,-,-,,,,,,,,,,,,,,,,,,,,,,,
    书生-1.8b,平均,-,accuracy,mixed,,,,,,,,,,,,,,,,,,,,,,,missing metrics: ['高考数学']
    书生-1.8b,平均,-,naive_average,mixed,,,,,,,,,,,,,,,,,,,,,,,missing metrics: ['高考数学']
    "
  `);
});

test("Markdown with annotations, an alarm and a footnote", () => {
  expect(formatMarkdown(exampleSummary, extras)).toMatchInlineSnapshot(`
    "| dataset | version | metric | mode | n | qwen-q4 | 书生-1.8b | extracted | notes |
    |----- | ----- | ----- | ----- | ----- | ----- | ----- | ----- | -----|
    | ceval-law | 4d3a0b | accuracy | gen | 200 / 198 | 62.50 [55.62, 68.92] | nan | 95.7% / 100% | qwen-q4: 3 cut at the token limit (1.5%) |
    | 高考数学 | 123456 | accuracy | ppl | 8 / - | 50.00 | - |  | qwen-q4: too few questions, 1 prompt truncated, 4 shots dropped, 2 not scored (the prediction is not a text) |
    | 高考数学 | 123456 | f1 | ppl | 8 / - | 12.12 | - |  |  |
    | broken | - | - | - |  | - | - |  | qwen-q4: no score: 2 of 5 rows failed |
    | 平均 | - | accuracy | mixed |  | 56.25 | 1 of 2 |  | 书生-1.8b: no average: 1 of 2 parts have a score, none for 高考数学 |
    | 平均 | - | naive_average | mixed |  | 56.25 | 1 of 2 |  |  |

    ! qwen-q4, too few questions: 高考数学.

    Sample data: not a benchmark result.
    "
  `);
});

test.each([
  [0, "0%"],
  [0.5, "50%"],
  [0.9567, "95.7%"],
  [0.9999, "99.9%"],
  [1, "100%"],
])("an extracted share of %d is shown as %s: 100% only when every answer was", (extractedShare, shown) => {
  const annotations = new Map([["m", new Map([["a", { n: 1, unscored: 0, extractedShare }]])]]);
  expect(formatMarkdown(named("a"), { annotations })).toContain(`| -1.50 | ${shown} |\n`);
});

test("a long reason for a missing score is cut in the table and whole in the details", () => {
  const error = `missing: ${"长".repeat(80)}`;
  const summary = summarize({
    models: [{ abbr: "m" }],
    datasets: [{ abbr: "a", mode: "gen", version: "v" }],
    results: storedResults({ m: { a: { metrics: {}, error } } }),
    groups: [],
  });
  expect(formatTable(summary)).toContain(`no score: missing: ${"长".repeat(50)}…`);
  expect(formatDetails(summary, new Map())).toContain(error);
});

test("Markdown escapes the column sign and joins lines", () => {
  expect(formatMarkdown(named("a|b\nc"))).toContain("| a\\|b c | v |");
});

test("text file: upstream's blocks", () => {
  const text = formatText(exampleSummary, "20260220_120000").replace(/[$^-]{100,}/g, "~~~");
  expect(text).toMatchInlineSnapshot(`
    "20260220_120000
    tabulate format
    ~~~
    dataset    version    metric         mode    qwen-q4    书生-1.8b
    ---------  ---------  -------------  ------  ---------  -----------
    ceval-law  4d3a0b     accuracy       gen     62.50      nan
    高考数学   123456     accuracy       ppl     50.00      -
    高考数学   123456     f1             ppl     12.12      -
    broken     -          -              -       -          -
    平均       -          accuracy       mixed   56.25      -
    平均       -          naive_average  mixed   56.25      -
    ~~~

    ~~~ THIS IS A DIVIDER ~~~

    csv format
    ~~~
    dataset,version,metric,mode,qwen-q4,书生-1.8b
    ceval-law,4d3a0b,accuracy,gen,62.50,nan
    高考数学,123456,accuracy,ppl,50.00,-
    高考数学,123456,f1,ppl,12.12,-
    broken,-,-,-,-,-
    平均,-,accuracy,mixed,56.25,-
    平均,-,naive_average,mixed,56.25,-
    ~~~

    markdown format
    ~~~
    | dataset | version | metric | mode | qwen-q4 | 书生-1.8b |
    |----- | ----- | ----- | ----- | ----- | -----|
    | ceval-law | 4d3a0b | accuracy | gen | 62.50 | nan |
    | 高考数学 | 123456 | accuracy | ppl | 50.00 | - |
    | 高考数学 | 123456 | f1 | ppl | 12.12 | - |
    | broken | - | - | - | - | - |
    | 平均 | - | accuracy | mixed | 56.25 | - |
    | 平均 | - | naive_average | mixed | 56.25 | - |

    ~~~
    ~~~ THIS IS A DIVIDER ~~~

    raw format
    ~~~
    -------------------------------
    Model: qwen-q4
    ceval-law: {'accuracy': 62.5}
    高考数学: {'accuracy': 50.0, 'f1': 12.125}
    broken: {'error': '2 of 5 rows failed'}
    平均: {'accuracy': 56.25, 'naive_average': 56.25}
    -------------------------------
    Model: 书生-1.8b
    ceval-law: {'accuracy': nan}
    高考数学: {}
    broken: {}
    平均: {'error': "missing metrics: ['高考数学']"}
    ~~~
    "
  `);
});

test("text file: a hash that looks like a number stays a hash", () => {
  expect(formatText(named("a", "1234e5"), "T")).toContain("a          1234e5     accuracy  gen     -1.50\n");
});

function named(abbr: string, version = "v") {
  return summarize({
    models: [{ abbr: "m" }],
    datasets: [{ abbr, mode: "gen", version }],
    results: storedResults({ m: { [abbr]: { metrics: { accuracy: -1.5 } } } }),
    groups: [],
  });
}

test("many datasets that cannot be read are one line of the terminal, and all stand in the other formats", () => {
  const names = ["a", "b", "c", "d", "e"];
  const summary = summarize({
    models: [{ abbr: "m" }],
    datasets: names.map((abbr) => ({ abbr, mode: "gen", version: "111111" })),
    results: storedResults({ m: { a: { metrics: { accuracy: 50 } } } }),
    groups: [{ name: "all", subsets: names }],
  });
  expect(formatTable(summary, { unread: new Set(names.slice(1)), footnotes: ["Data."] })).toMatchInlineSnapshot(`
    " dataset | version | metric   | mode |      m | notes
    ---------+---------+----------+------+--------+---------------------------------------
     a       | 111111  | accuracy | gen  |  50.00 |
     all     | -       | -        | -    | 1 of 5 | no average: 1 of 5 parts have a score

    Data.
    Not shown: 4 datasets whose files cannot be read. The .md file has all rows."
  `);
  expect(formatMarkdown(summary, { annotations: new Map() }).split("\n")).toContain(
    "| all | - | - | - | 1 of 5 | no average: 1 of 5 parts have a score |",
  );
  expect(
    formatMarkdown(summary)
      .split("\n")
      .filter((line) => /^\| [b-e] /.test(line)),
  ).toHaveLength(4);
  expect(formatCsv(summary)).not.toContain("all");
});
