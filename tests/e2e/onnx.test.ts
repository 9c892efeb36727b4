// ONNX models through the installed command: the table, the manifest, and the comparison with the same weights as GGUF.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { installCli, projectRoot, tinyModel } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

const onnx = join(projectRoot, "models", "oc-tiny-onnx");

test("a folder is evaluated on two workers like a GGUF file, and the manifest says what it was", async () => {
  const rows = ["--datasets", "tiny", "--limit", "10"];
  const { code, stdout } = await cli.run(["eval", "--model", onnx, tinyModel, ...rows, "--max-num-workers", "2"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/oc-tiny-onnx \|\s+oc-tiny-f16 \|/);
  const scores = [...stdout.matchAll(/^ tiny\S* .*?\|\s+(\d+\.\d\d)[^|]*\|\s+(\d+\.\d\d)/gm)];
  expect(scores.length).toBeGreaterThan(10);
  for (const [line, mine, other] of scores) expect(mine, line).toBe(other);
  const runs = join(cli.cwd, "outputs", "default");
  const manifest = JSON.parse(readFileSync(join(runs, readdirSync(runs)[0] as string, "manifest.json"), "utf8"));
  expect(JSON.stringify(manifest)).toContain('"onnxruntime"');
});

test("agree prints one JSON object and nothing else", async () => {
  const args = ["agree", "--model", tinyModel, onnx, "--datasets", "tiny_siqa_ppl", "--limit", "5", "--json"];
  const { code, stdout } = await cli.run(args);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    tokenAgreement: 1,
    meanAbsDiff: expect.any(Number) as number,
    maxAbsDiff: expect.any(Number) as number,
    optionKL: expect.any(Number) as number,
    argmaxAgreement: 1,
    answerAgreement: 1,
    firstDifference: null,
  });
});
