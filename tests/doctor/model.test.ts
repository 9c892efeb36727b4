import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import {
  addNoise,
  damagedModels,
  forgetBos,
  forgetKey,
  setTemplate,
  truncate,
  zeroTail,
  zeroTensors,
} from "./damaged-models.ts";
import { checkModel, complaints } from "./diagnose.ts";

const damaged = damagedModels();

test.each(["oc_tiny", "oc_tiny_q8_0", "oc_tiny_q4_0"])(
  "nothing is wrong with %s, and every check was made",
  async (name) => {
    const results = await checkModel({ name });
    const statuses = Object.values(results).map(({ status }) => status);
    expect(complaints(results)).toEqual([]);
    expect(new Set(statuses)).toEqual(new Set(["ok"]));
  },
);

test("the embedded model is checked where none is named, and the line says so", async () => {
  const { file } = await checkModel(undefined);
  expect(file?.detail).toMatch(
    /oc-tiny-f16\.gguf, 1\.88 MiB with all 38 tensors, a chat model; it is the embedded one/,
  );
});

test("a truncated file fails with both sizes, and the checks behind it say why they were not made", async () => {
  const { file, ...others } = await checkModel({ path: damaged(truncate) });
  expect(file).toMatchObject({ status: "fail", remedy: expect.stringContaining("download") as string });
  expect(file?.detail).toMatch(/is truncated: its 38 tensors need [\d,]+ bytes, got [\d,]+/);
  for (const other of Object.values(others))
    expect(other).toEqual({ status: "info", detail: 'not checked, because of "file" above', remedy: null });
});

test.each([
  ["zeros for all weights", zeroTensors],
  ["zeros for the last weights", zeroTail],
  ["noise of 0.6 of the weights' size", addNoise(0.6)],
  ["noise as large as the weights", addNoise(1)],
])("%s: the file loads, and its prediction fails", async (_, damage) => {
  const results = await checkModel({ path: damaged(damage) });
  expect(results.weights?.status).toBe("ok");
  expect(complaints(results)).toContain("fail prediction");
  expect(results.prediction?.remedy).toContain("damaged");
});

test("noise as small as that of a quantisation is no damage", async () => {
  expect(complaints(await checkModel({ path: damaged(addNoise(0.1)) }))).toEqual([]);
});

test("a file that lost its BOS predicts, but better with BOS than as it says", async () => {
  const results = await checkModel({ path: damaged(forgetBos) });
  expect(complaints(results)).toEqual(["fail bos effect"]);
  expect(results["bos effect"]?.detail).toMatch(/read without BOS, but with it they are predicted \d\.\d % better/);
  expect(results["bos effect"]?.remedy).toContain("add_bos_token");
});

test("a chat template that writes BOS twice", async () => {
  const path = damaged(setTemplate((template) => `{{ bos_token }}${template}`));
  const results = await checkModel({ path });
  expect(complaints(results)).toEqual(["fail bos"]);
  expect(results.bos?.detail).toContain("the chat template writes it 2 times");
});

test("a chat template that writes no BOS, where plain texts get one", async () => {
  const path = damaged(setTemplate((template) => template.replace("{{ bos_token }}", "")));
  const results = await checkModel({ path });
  expect(complaints(results)).toEqual(["warn bos"]);
  expect(results.bos?.detail).toContain("the chat template writes none");
});

test("a file without EOS: llama.cpp would take a piece of text for it", async () => {
  const results = await checkModel({ path: damaged(forgetKey("tokenizer.ggml.eos_token_id")) });
  expect(complaints(results)).toEqual(["fail end tokens"]);
  expect(results["end tokens"]?.detail).toBe("the file names no EOS token: answers end at the length limit only");
});

test("a file without BOS, though it is to be added", async () => {
  const results = await checkModel({ path: damaged(forgetKey("tokenizer.ggml.bos_token_id")) });
  expect(complaints(results)).toContain("fail bos");
  expect(results.bos?.detail).toContain("BOS is to be added, but the file names none");
});

test("a file that does not name how text is split is warned of", async () => {
  const results = await checkModel({ path: damaged(forgetKey("tokenizer.ggml.pre")) });
  expect(complaints(results)).toContain("warn tokenizer");
  expect(results.tokenizer?.detail).toContain("tokenizer.ggml.pre");
});

test("a template that refuses system messages is usable, with a warning", async () => {
  const refusing = (template: string) =>
    `{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system role') }}{% endif %}${template}`;
  const results = await checkModel({ path: damaged(setTemplate(refusing)) });
  expect(complaints(results)).toEqual(["warn chat template"]);
  expect(results["chat template"]?.detail).toContain("no system role");
});

test("a template that loses the answers, and one that cannot be parsed", async () => {
  const userOnly = (template: string) =>
    template.replace("+ message['content'] +", "+ (message['content'] if message['role'] != 'assistant' else '') +");
  expect(complaints(await checkModel({ path: damaged(setTemplate(userOnly)) }))).toContain("fail chat template");
  const broken = await checkModel({ path: damaged(setTemplate(() => "{% for message in messages %}")) });
  expect(broken["chat template"]).toMatchObject({ status: "fail" });
  expect(broken.prediction?.status).toBe("ok");
});

test("a template whose answers end with a token that ends no generation", async () => {
  const path = damaged(setTemplate((template) => template.replace("<|im_end|>", "<|im_start|>")));
  const results = await checkModel({ path });
  expect(results["end tokens"]?.status).toBe("fail");
  expect(results["end tokens"]?.detail).toContain('"<|im_start|>" (2045), which does not end a generation');
});

test("a file that is no GGUF, and a model entry whose file nobody brought, fail with what to bring", async () => {
  const readme = fileURLToPath(new URL("../../README.md", import.meta.url));
  expect((await checkModel({ path: readme })).file).toMatchObject({ status: "fail" });
  const { file } = await checkModel({ name: "hf_internlm2_1_8b" });
  expect(file).toMatchObject({ status: "fail", remedy: expect.stringContaining("internlm2-1_8b.gguf") as string });
});
