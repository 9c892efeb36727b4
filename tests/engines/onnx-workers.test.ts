// onnxruntime in two workers of one process, as a run with two workers loads it.

import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { runCommand } from "../bench/peers/command.ts";
import { tinyOnnxFolder } from "./onnx-forms/tiny-weights.ts";
import { tinyOptions } from "./tiny-model.ts";

test("two workers with a session each load, compute and end, 20 times in a row", { timeout: 300_000 }, async () => {
  const script = fileURLToPath(new URL("onnx-workers.mjs", import.meta.url));
  const engine = new URL("../../dist/src/engines/onnx.js", import.meta.url).href;
  const options = JSON.stringify(tinyOptions({ modelPath: tinyOnnxFolder }));
  for (let time = 0; time < 20; time++) {
    // Throws where the process ended by a signal or with another code.
    const output = await runCommand(process.execPath, [script, engine, options]);
    const [first, second] = JSON.parse(output);
    expect(first).toMatchObject({ code: 0, result: { score: expect.any(Number) as number } });
    expect(second).toEqual(first);
  }
});
