// Named models among files in the layouts that programs leave behind. The files are links to the embedded model.

import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { findModel } from "../../../src/config/catalog.ts";
import { type ModelInput, modelSchema } from "../../../src/config/model-schema.ts";
import { packageRoot } from "../../../src/core/package.ts";
import { findNamedModel } from "../../../src/plan/model-place/named-model.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { ggufBytes } from "../../engines/gguf-writer.ts";
import { errorOf } from "../../run/error-of.ts";

const folder = await tempFolder();
const tiny = join(packageRoot, "models", "oc-tiny", "oc-tiny-f16.gguf");
const onnx = join(packageRoot, "models", "oc-tiny-onnx");

let stores = 0;
/** @param paths Below a new folder; a split model is one of its parts. */
function store(...paths: string[]): string {
  const root = join(folder.path, `store-${stores++}`);
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(path.endsWith(".gguf") ? `${tiny}` : onnx, join(root, path));
  }
  return root;
}

async function find(input: ModelInput | string, ...folders: string[]) {
  const entry = typeof input === "string" ? await findModel(input) : input;
  const { path, notes } = await findNamedModel(modelSchema.parse(entry), folders);
  return { path: path.replace(`${folders[0]}/`, ""), notes };
}

const chat = "hf_qwen2_1_5b_instruct";

test.each([
  "Qwen2-1.5B-Instruct-Q4_K_M.gguf",
  "qwen2-1_5b-instruct-q4_0.gguf",
  "Qwen_Qwen2-1.5B-Instruct-IQ4_XS.gguf",
  "bartowski/Qwen2-1.5B-Instruct-GGUF/Qwen2-1.5B-Instruct-Q6_K_L.gguf",
  "mradermacher/Qwen2-1.5B-Instruct-i1-GGUF/Qwen2-1.5B-Instruct.i1-Q4_K_M.gguf",
  "unsloth/Qwen2-1.5B-Instruct-GGUF/UD-Q4_K_XL/Qwen2-1.5B-Instruct-UD-Q4_K_XL-00001-of-00002.gguf",
  "hub/models--Qwen--Qwen2-1.5B-Instruct-GGUF/snapshots/0123456789012345678901234567890123456789/qwen2-1_5b-instruct-q8_0.gguf",
  "modelscope/hub/models/Qwen/Qwen2-1___5B-Instruct-GGUF/qwen2-1_5b-instruct-q8_0.gguf",
  "Qwen2-1.5B-Instruct/ggml-model-Q4_K_M.gguf",
  "Qwen2-1.5B-Instruct-GGUF/Q4_K_M/model.gguf",
  "Qwen2-1.5B-Instruct.Q8_0.GGUF".replace("GGUF", "gguf"),
  "Qwen2-1.5B-Instruct-ONNX",
  "models--onnx-community--Qwen2-1.5B-Instruct-ONNX/snapshots/main",
])("Qwen2-1.5B-Instruct is found as %s", async (path) => {
  expect(await find(chat, store(path))).toEqual({ path, notes: [] });
});

test("another model is never taken: base and chat, another version, another size, another training", async () => {
  const lies = [
    "Qwen2-1.5B-Q8_0.gguf",
    "Qwen2.5-1.5B-Instruct-Q8_0.gguf",
    "Qwen2-0.5B-Instruct-Q8_0.gguf",
    "Qwen2-1.5B-Instruct-Math-Q8_0.gguf",
    "Qwen2-Math-1.5B-Instruct-Q8_0.gguf",
    "Dolphin-Qwen2-1.5B-Instruct-Q8_0.gguf",
    "mmproj-Qwen2-1.5B-Instruct-F16.gguf",
  ];
  const error = await errorOf(() => find(chat, store(...lies.slice(1), lies[0] as string)));
  expect(error.message).toMatch(/^model qwen2-1\.5b-instruct-hf: no file of it is in .*; there lie .*Qwen2-1\.5B/);
  expect(error.message).not.toContain("mmproj");
  expect((await find("hf_qwen2_1_5b", store(...lies))).path).toBe("Qwen2-1.5B-Q8_0.gguf");
});

test("of several the most precise is taken, and the others are told", async () => {
  const root = join(folder.path, "several");
  for (const name of ["Q4_K_M", "Q8_0", "IQ2_M"])
    await folder.write(`several/Qwen2-1.5B-Instruct-${name}.gguf`, "anything");
  expect(await find(chat, root)).toEqual({
    path: "Qwen2-1.5B-Instruct-Q8_0.gguf",
    notes: [
      expect.stringMatching(
        /^qwen2-1\.5b-instruct-hf: .*-Q8_0\.gguf is taken, .*: .*-Q4_K_M\.gguf, .*-IQ2_M\.gguf \(/,
      ) as string,
    ],
  });
});

test("an entry that names one quantisation means that one", async () => {
  const root = store("oc-tiny-q8_0.gguf");
  const { message } = await errorOf(() => find({ abbr: "x", files: ["oc-tiny-f16.gguf"] }, root));
  expect(message).toContain("there lie");
  expect((await find({ abbr: "x", files: ["oc_tiny_Q8_0.gguf"] }, root)).path).toBe("oc-tiny-q8_0.gguf");
});

const digest = (letter: string) => letter.repeat(64);

test("Ollama's models are told by the name within the file: its own names leave out what tells models apart", async () => {
  const named = (name: string) =>
    ggufBytes({
      metadata: {
        "general.architecture": { type: "string", value: "qwen2" },
        "general.name": { type: "string", value: name },
        "general.file_type": { type: "u32", value: 2 },
      },
    });
  const manifest = (letter: string) => ({
    schemaVersion: 2,
    layers: [
      { mediaType: "application/vnd.ollama.image.template", digest: `sha256:${digest("f")}` },
      { mediaType: "application/vnd.ollama.image.model", digest: `sha256:${digest(letter)}` },
    ],
  });
  const library = "ollama/manifests/registry.ollama.ai/library/qwen2/1.5b";
  const hub = "ollama/manifests/hf.co/Qwen/Qwen2-0.5B-Instruct-GGUF/Q8_0";
  await folder.write(library, JSON.stringify(manifest("a")));
  await folder.write(hub, JSON.stringify(manifest("b")));
  await folder.write("ollama/manifests/note", "no manifest");
  await folder.write(`ollama/blobs/sha256-${digest("a")}`, named("Qwen2 1.5B Instruct"));
  await folder.write(`ollama/blobs/sha256-${digest("b")}`, named("whatever"));
  const root = join(folder.path, "ollama");
  expect((await find(chat, root)).path).toBe(`blobs/sha256-${digest("a")}`);
  expect((await find("hf_qwen2_0_5b_instruct", root)).path).toBe(`blobs/sha256-${digest("b")}`);
  const { message } = await errorOf(() => find("hf_qwen2_1_5b", root));
  expect(message).toContain(`sha256-${digest("a")} (Ollama's qwen2:1.5b)`);
});
