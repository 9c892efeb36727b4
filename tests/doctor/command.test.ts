import { join } from "node:path";
import { expect, test } from "vitest";
import { runDoctor } from "../../src/cli/commands/doctor.ts";
import { doctorFlags } from "../../src/cli/commands/doctor-options.ts";
import { refuseContradictions } from "../../src/cli/flags/contradictions.ts";
import type { CheckResult } from "../../src/doctor/check.ts";
import { capture } from "../cli/capture.ts";
import { tempFolder } from "../data/temp-folder.ts";
import { errorOf } from "../run/error-of.ts";
import { claimManyLayers, damagedModels, truncate } from "./damaged-models.ts";

const folder = await tempFolder();
const damaged = damagedModels();

test("without flags: machine, model and data in this order, exit code 0, a line that counts", async () => {
  const { result, stdout } = await capture(() => runDoctor({}, folder.path));
  expect(result).toBe(0);
  expect(stdout.split("\n").filter((line) => /^\w+:$/.test(line))).toEqual(["machine:", "model:", "data:"]);
  expect(stdout).toMatch(/\n\d+ checks: \d+ ok, \d+ for information, \d+ warnings?, 0 failed\n$/);
});

test("a failed check makes the exit code 1 and does not stop the others; --json has the same as objects", async () => {
  const model = damaged(truncate);
  const { result, stdout } = await capture(() => runDoctor({ model, json: true }, folder.path));
  expect(result).toBe(1);
  const results = JSON.parse(stdout) as CheckResult[];
  for (const each of results) expect(Object.keys(each)).toEqual(["area", "name", "status", "detail", "remedy"]);
  expect(results.filter(({ status }) => status === "fail").map(({ name }) => name)).toEqual(["file"]);
  expect(results.find(({ name }) => name === "tiny")).toMatchObject({ area: "data", status: "ok" });
});

test("a file that makes llama.cpp abort ends one check, with its last words, and the data is still checked", async () => {
  const model = damaged(claimManyLayers);
  const { result, stdout } = await capture(() => runDoctor({ model, json: true }, folder.path));
  expect(result).toBe(1);
  const results = JSON.parse(stdout) as CheckResult[];
  const failed = results.filter(({ status }) => status === "fail");
  expect(failed).toMatchObject([
    { area: "model", name: "weights", detail: expect.stringMatching(/SIGABRT .*GGML_ASSERT/) as string },
  ]);
  expect(results.find(({ name }) => name === "prediction")?.detail).toBe('not checked, because of "weights" above');
  expect(results.find(({ name }) => name === "tiny")).toMatchObject({ area: "data", status: "ok" });
});

test("a model by path and one by name contradict each other", () => {
  const refuse = () => refuseContradictions({ model: "a.gguf", models: "oc_tiny" }, doctorFlags);
  expect(refuse).toThrow("give one of the two");
});

test.each([
  [{ model: "nothing.gguf" }, "MODEL_FILE", "nothing.gguf does not exist"],
  [{ models: "oc_tinny" }, "UNKNOWN_NAME", 'no model named "oc_tinny"'],
  [{ dataDir: "nowhere" }, "USAGE", join(folder.path, "nowhere")],
])("%j is refused before anything is checked", async (flags, code, message) => {
  const error = await errorOf(() => runDoctor(flags, folder.path));
  expect(error).toMatchObject({ code, message: expect.stringContaining(message) as string });
});
