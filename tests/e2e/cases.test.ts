import { afterAll, beforeAll, expect, test } from "vitest";
import { installCli } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

beforeAll(async () => {
  // One set that the embedded model was trained on, one that it was not: some answers are right, some wrong or cut.
  const { code, stderr } = await cli.run([
    "eval",
    "--models",
    "oc_tiny",
    "--datasets",
    "siqa_gen",
    "tiny_ceval_gen",
    "--limit",
    "5",
  ]);
  expect(code, stderr).toBe(0);
}, 240_000);

test("the newest run is read back without a model: every row under the rule that read it", async () => {
  const { code, stdout, stderr } = await cli.run(["cases", "--json"]);
  expect(code, stderr).toBe(0);
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const datasets = lines.filter(({ type }) => type === "dataset");
  expect(datasets.map(({ dataset, rows }) => [dataset, rows])).toContainEqual(["tiny_ceval_gen-vocabulary", 5]);
  for (const { rows, rules } of datasets) {
    const counts = Object.values(rules as Record<string, { rows: number }>).map((count) => count.rows);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows);
  }
});

test("a reader that stops reading is no error", async () => {
  const { child, finished } = cli.start(["cases", "--full"]);
  child.stdout?.destroy();
  expect(await finished).toMatchObject({ code: 0, stderr: "" });
});

test.each([
  [["cases", "nowhere"], "there is no folder"],
  [["cases", "--datasets", "tiny_cval_gen"], "did you mean tiny_ceval_gen"],
  [["cases", "--kind", "strange"], "Allowed choices are wrong, unextracted, cut, failed"],
])("%j is refused with exit code 2", async (args, message) => {
  const { code, stdout, stderr } = await cli.run(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(message);
});
