import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type ModelInput, modelSchema } from "../../src/config/model-schema.ts";
import { packageRoot } from "../../src/core/package.ts";
import { renderTimeOf } from "../../src/core/render-time.ts";
import { modelFolders, openModelFile } from "../../src/plan/model-files.ts";
import { abbrOfPath } from "../../src/plan/model-place/model-of-path.ts";
import { tempFolder } from "../data/temp-folder.ts";
import { errorOf } from "../run/error-of.ts";

const folder = await tempFolder();
const embedded = join(packageRoot, "models", "oc-tiny", "oc-tiny-f16.gguf");
mkdirSync(join(folder.path, "empty"));
const onnx = join(packageRoot, "models/oc-tiny-onnx");

function open(model: Partial<ModelInput>, folders: string[] = []) {
  return openModelFile(modelSchema.parse({ abbr: "mine", ...model }), folders, {
    cwd: folder.path,
    renderTime: renderTimeOf(new Date()),
  });
}

test.each([
  ["/models/qwen2-1_5b-q8_0.gguf", "qwen2-1_5b-q8_0"],
  ["qwen-00001-of-00003.gguf", "qwen"],
  ["Model.GGUF", "Model"],
  ["opt-125m.onnx", "opt-125m"],
])("a model given as %s is called %s", (path, abbr) => {
  expect(abbrOfPath(path)).toBe(abbr);
});

test("folders are searched in order: the flag's, the environment's, ./models, the package's own", () => {
  const before = process.env.OC_LOCAL_MODELS;
  process.env.OC_LOCAL_MODELS = "/env/one::two";
  try {
    expect(modelFolders(["flag"], "/here")).toEqual([
      "/here/flag",
      "/env/one",
      "/here/two",
      "/here/models",
      join(packageRoot, "models"),
    ]);
  } finally {
    if (before === undefined) delete process.env.OC_LOCAL_MODELS;
    else process.env.OC_LOCAL_MODELS = before;
  }
});

test("a file is found in a folder or one level below it, the better name before the nearer place", async () => {
  const store = join(folder.path, "store");
  mkdirSync(join(store, "repo"), { recursive: true });
  copyFileSync(embedded, join(store, "repo", "m-f16.gguf"));
  copyFileSync(embedded, join(store, "m-q4.gguf"));
  const found = async (...files: string[]) => (await open({ files }, [store])).file.path;
  expect(await found("m-q4.gguf")).toBe(join(store, "m-q4.gguf"));
  expect(await found("m-f16.gguf", "m-q4.gguf")).toBe(join(store, "repo", "m-f16.gguf"));
});

test("a file that is nowhere is refused with what to bring and how it is made", async () => {
  const missing = { files: ["qwen2-f16.gguf", "qwen2-q8_0.gguf"], checkpoint: "Qwen/Qwen2-1.5B" };
  const error = await errorOf(() => open(missing, ["/a", "/b"]));
  expect(error).toMatchObject({
    code: "MODEL_FILE",
    message: expect.stringMatching(/^model mine: no file .*\/a, \/b; no model lies there$/) as string,
  });
  expect(error.hint).toMatch(
    /^bring qwen2-f16\.gguf \(or .*qwen2-q8_0\.gguf\) there, or name its folder with --model-dir/,
  );
  expect(error.hint).toContain("Qwen/Qwen2-1.5B");
});

test.each<[problem: string, model: Partial<ModelInput>, code: string, message: RegExp]>([
  ["no place is given", {}, "CONFIG", /neither "path" nor "files" says where it is/],
  ["a folder without a model", { path: "empty" }, "MODEL_FILE", /empty holds no model: no \.gguf and no \.onnx file/],
  ["ONNX on an engine for GGUF", { path: "opt.onnx", engine: "llama" }, "MODEL_FILE", /is no GGUF file/],
  ["an empty folder as ONNX", { path: "empty", engine: "onnx" }, "MODEL_FILE", /holds no \.onnx file/],
  [
    "an adapter for an ONNX model",
    { path: onnx, engine: "onnx", adapters: [{ path: "a.gguf" }] },
    "CONFIG",
    /take no LoRA adapters/,
  ],
  ["a GGUF file as ONNX", { path: embedded, engine: "onnx" }, "MODEL_FILE", /is a GGUF file, which the engine/],
  ["an ONNX file that is not there", { path: "opt.onnx", engine: "onnx" }, "MODEL_FILE", /opt\.onnx does not exist/],
  ["absent", { path: "absent.gguf" }, "MODEL_FILE", /absent\.gguf/],
  ["a template that is no file", { path: embedded, chatTemplate: "nowhere.jinja" }, "TEMPLATE", /does not exist/],
])("a model that cannot be opened is refused: %s", async (_problem, model, code, message) => {
  expect(await errorOf(() => open(model))).toMatchObject({ code, message: expect.stringMatching(message) as string });
});

test("auto is a chat model where the file or the config has a chat template", async () => {
  expect((await open({ path: embedded })).kind).toBe("chat");
  expect((await open({ path: embedded, kind: "base" })).kind).toBe("base");
});

test("a chat template is Jinja source or a file that holds it", async () => {
  await folder.write("own.jinja", "{{ bos_token }}");
  expect((await open({ path: embedded, chatTemplate: "own.jinja" })).chatTemplate).toBe("{{ bos_token }}");
  expect((await open({ path: embedded, chatTemplate: "{{ x }}" })).chatTemplate).toBe("{{ x }}");
});

test("the same weights have the same fingerprint, wherever they lie", async () => {
  const copy = join(folder.path, "copy.gguf");
  copyFileSync(embedded, copy);
  expect((await open({ path: copy })).fingerprint).toBe((await open({ path: embedded })).fingerprint);
});
