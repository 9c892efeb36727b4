// Every field of every file of a stored run, taken out or replaced by something else: what reads the folder names what is wrong or
// goes on, and never breaks down. Another choice: FUZZ_SEED=7 npx vitest run tests/store/stored/hostile-json.test.ts

import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCases } from "../../../src/cli/commands/cases.ts";
import { OcLocalError } from "../../../src/core/errors.ts";
import { runEvaluation } from "../../../src/run/evaluation-run.ts";
import { readStoredScoring } from "../../../src/run/rescore/stored-scoring.ts";
import { writeJson } from "../../../src/store/workspace/manifest.ts";
import { resultsPath } from "../../../src/store/workspace/workspace.ts";
import { capture } from "../../cli/capture.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { createDraw } from "../../fuzz/random-text.ts";
import { invocationOf } from "../../run/invocation.ts";
import { firstOption, generated, storeRun } from "../../run/stored-run.ts";

const folder = await tempFolder();
const seed = Number(process.env.FUZZ_SEED ?? 20_260_220);
const draw = createDraw(seed);
const tried = 40;

const exam = { answers: [generated("A", "A"), generated("I think B", "A", { finishReason: "length" as const })] };
const workspace = await storeRun(join(folder.path, "good"), { exam, other: exam });
const config = {
  source: { type: "exam", path: "exam" },
  reader: { inputColumns: ["q"], outputColumn: "answer" },
  infer: { promptTemplate: { template: "{q}" }, retriever: { type: "zero" }, inferencer: { type: "generate" } },
  evaluate: firstOption,
};
const names = (id: string) => ({ id, version: "abcdef0123", mode: "gen", variant: null, abbr: id });
writeJson(join(workspace.path, "configs", "20260220_120000_abcdef.json"), {
  models: [],
  datasets: ["exam", "other"].map((id) => ({ ...names(id), ...config })),
  summarizer: { datasetAbbrs: null, summaryGroups: [{ name: "all", subsets: ["exam", "other"] }] },
  dataRoot: { path: "/data", isSample: false },
});
writeJson(
  join(workspace.path, "configs", "invocation.json"),
  invocationOf(folder.path, { datasets: ["exam", "other"] }),
);

const files = [
  "manifest.json",
  ...readdirSync(join(workspace.path, "configs")).map((name) => `configs/${name}`),
  "results/tiny/exam.json",
  "journal/tiny/exam.jsonl",
];
const replacements = [undefined, null, 5, -1, 1e300, "", "x", "..", "\0", [], {}, [1], { a: 1 }, true, nested(2000)];

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

type Path = (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))];
}

function withField(value: unknown, [key, ...rest]: Path, field: unknown): unknown {
  if (key === undefined) return field;
  const copy = structuredClone(value) as Record<string, unknown>;
  const inner = withField(copy[key], rest, field);
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy;
}

const pick = <T>(list: readonly T[]): T => list[draw(list.length)] as T;

/** Changes one field of one file. @returns Which, for a failure. */
function damage(run: string): string {
  const file = pick(files);
  const path = join(run, file);
  const [first = "", ...rest] = file.endsWith("l")
    ? readFileSync(path, "utf8").split("\n")
    : [readFileSync(path, "utf8")];
  const value = JSON.parse(first) as unknown;
  const place = pick(pathsIn(value));
  const field = pick(replacements);
  writeFileSync(path, [JSON.stringify(withField(value, place, field)) ?? "", ...rest].join("\n"));
  return `seed ${seed}: ${file}: ${place.join(".")} = ${(JSON.stringify(field) ?? "nothing").slice(0, 40)}`;
}

test("a run that is whole is read from its folder alone", async () => {
  expect(readStoredScoring(workspace)?.datasets.map(({ id }) => id)).toEqual(["exam", "other"]);
  await read("viz", join(folder.path, "good"));
  expect(readFileSync(resultsPath(workspace, "tiny", "exam"), "utf8")).toContain("accuracy");
});

test(`${tried} damaged runs: none breaks what shows, scores and reads them`, async () => {
  const work = join(folder.path, "bad");
  for (let i = 0; i < tried; i++) {
    rmSync(work, { recursive: true, force: true });
    cpSync(workspace.path, join(work, workspace.timestamp), { recursive: true });
    const what = damage(join(work, workspace.timestamp));
    for (const kind of ["viz", "eval", "cases"] as const)
      await read(kind, work).catch((error: unknown) => {
        if (!(error instanceof OcLocalError)) throw new Error(`${kind}: ${what}`, { cause: error });
      });
  }
});

async function read(kind: "viz" | "eval" | "cases", workDir: string): Promise<void> {
  const { signal } = new AbortController();
  const options = { workDir, reuse: workspace.timestamp, debug: true };
  await capture(async () => {
    if (kind === "cases") runCases(join(workDir, workspace.timestamp), {});
    else await runEvaluation(invocationOf(folder.path), { mode: kind, ...options }, { onEvent: () => {}, signal });
  });
}
