// What is said of complete files that llama.cpp does not take.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { open } from "../../src/engines/llama.ts";
import { type GgufWriterFile, ggufBytes } from "./gguf-writer.ts";
import { tinyModelFile } from "./rewrite-gguf.ts";
import { tinyOptions } from "./tiny-model.ts";

const folder = mkdtempSync(join(tmpdir(), "oc-local-load-failure-"));
afterAll(() => rmSync(folder, { recursive: true }));

const { metadata, tensors } = tinyModelFile();
const { "llama.attention.layer_norm_rms_epsilon": _, ...withoutKey } = metadata;

const cases: { title: string; file: GgufWriterFile; says: RegExp }[] = [
  {
    title: "a key is missing",
    file: { metadata: withoutKey, tensors },
    says: /lacks the key llama\.attention\.layer_norm_rms_epsilon; llama\.cpp \S+ says: .*key not found/,
  },
  {
    title: "a tensor is missing",
    file: { metadata, tensors: tensors.filter(({ name }) => name !== "blk.0.ffn_up.weight") },
    says: /lacks the tensor blk\.0\.ffn_up\.weight; llama\.cpp \S+ says: .*not found/,
  },
  {
    title: "a tensor has another shape than the keys say",
    file: {
      metadata,
      tensors: tensors.map((tensor) =>
        tensor.name === "blk.0.attn_norm.weight"
          ? { ...tensor, dimensions: [64], data: tensor.data.subarray(0, 256) }
          : tensor,
      ),
    },
    says: /has a tensor blk\.0\.attn_norm\.weight of .*64.*, where .* is expected; llama\.cpp/,
  },
  {
    title: "a key is missing that llama.cpp would end the process for",
    file: { metadata: { ...metadata, "general.architecture": { type: "string", value: "dots1" } }, tensors },
    says: /lacks the key dots1\.expert_gating_func, without which llama\.cpp ends its process/,
  },
];

test.each(cases)(
  "where $title, the message names it and the hint does not call the file cut",
  async ({ file, says }) => {
    const path = join(folder, "m.gguf");
    writeFileSync(path, ggufBytes(file));
    await expect(open(tinyOptions({ modelPath: path }))).rejects.toMatchObject({
      code: "MODEL_FILE",
      message: expect.stringMatching(says),
      hint: expect.stringMatching(/the file is complete/),
    });
  },
);
