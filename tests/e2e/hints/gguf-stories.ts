// GGUF files that are damaged, of another kind or too much for the machine.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type GgufWriterFile, ggufBytes } from "../../engines/gguf-writer.ts";
import { splitPairs, tinyModelFile } from "../../engines/rewrite-gguf.ts";
import { writeAdapter } from "../../native/gguf-file.ts";
import { advised } from "../follow-hint.ts";
import { type Story, story } from "./story.ts";

const { metadata, tensors } = tinyModelFile();
const whole = ggufBytes({ metadata, tensors });
const half = tensors.length / 2;
const plan = ["eval", "--dry-run", "--datasets", "siqa_ppl"];

/** A file that the hint has one bring again. */
function file(what: string, bytes: Buffer | (() => Buffer), says: string | RegExp, advice: RegExp): Story {
  return story(
    `a GGUF file ${what}`,
    (folder) => {
      writeFileSync(join(folder, "m.gguf"), typeof bytes === "function" ? bytes() : bytes);
      return [...plan, "--model", join(folder, "m.gguf")];
    },
    {
      says,
      follow({ hint, args, folder }) {
        advised(hint, advice);
        writeFileSync(join(folder, "m.gguf"), whole);
        return args;
      },
    },
  );
}

function without(key: string): GgufWriterFile {
  const { [key]: _, ...rest } = metadata;
  return { metadata: rest, tensors };
}

const parts: GgufWriterFile[] = [
  { metadata: { ...metadata, ...splitPairs(1, 2, tensors.length) }, tensors: tensors.slice(0, half) },
  { metadata: splitPairs(2, 2, tensors.length), tensors: tensors.slice(half) },
];
const nameOf = (part: number) => `m-0000${part}-of-00002.gguf`;
const writeParts = (folder: string, written: readonly (GgufWriterFile | undefined)[]) => {
  for (const [i, part] of written.entries())
    if (part !== undefined) writeFileSync(join(folder, nameOf(i + 1)), ggufBytes(part));
};

const files: Story[] = [
  file("of no bytes", Buffer.alloc(0), "is empty (0 bytes)", /(download|copy)/),
  file("cut inside its header", whole.subarray(0, 2000), "is truncated inside its header", /(download|copy)/),
  file(
    "without an architecture",
    () => ggufBytes(without("general.architecture")),
    "has no general.architecture",
    /(download the file again)/,
  ),
  file(
    "of a vocabulary",
    () => ggufBytes({ metadata }),
    "holds a vocabulary but no weights",
    /(bring the model file itself)/,
  ),
  file(
    "of a newer kind",
    () => ggufBytes({ metadata: { ...metadata, "general.architecture": { type: "string", value: "lumen" } }, tensors }),
    'has the architecture "lumen"',
    /(choose another model)/,
  ),
  story(
    "a GGUF file that lacks a key",
    (folder) => {
      writeFileSync(join(folder, "m.gguf"), ggufBytes(without("llama.attention.layer_norm_rms_epsilon")));
      const asked = ["eval", "--datasets", "siqa_ppl", "--limit", "1", "-w", join(folder, "runs")];
      return [...asked, "--model", join(folder, "m.gguf")];
    },
    {
      says: "lacks the key llama.attention.layer_norm_rms_epsilon",
      code: 1,
      follow({ hint, args, folder }) {
        advised(hint, /(take another conversion of the model, which has the key)/);
        writeFileSync(join(folder, "m.gguf"), whole);
        return args;
      },
    },
  ),
  file(
    "that ends llama.cpp's process",
    () => ggufBytes({ metadata: { ...metadata, "general.architecture": { type: "string", value: "dots1" } }, tensors }),
    "lacks the key dots1.expert_gating_func",
    /(take another one of the model, which has the key)/,
  ),
  ...(
    [
      ["none", "has no vocabulary", /(choose a language model)/],
      ["llama", "llama.cpp could not split a text into tokens", /(take another conversion of the model)/],
    ] as const
  ).map(([value, says, advice]) =>
    file(
      `with the tokenizer ${value}`,
      () => ggufBytes({ metadata: { ...metadata, "tokenizer.ggml.model": { type: "string", value } }, tensors }),
      says,
      advice,
    ),
  ),
  story(
    "a part of a GGUF file without its name",
    (folder) => {
      writeFileSync(join(folder, "m.gguf"), ggufBytes(parts[0] as GgufWriterFile));
      return [...plan, "--model", join(folder, "m.gguf")];
    },
    {
      says: "is one of 2 parts of a split model",
      follow({ hint, args, folder }) {
        advised(hint, /give the parts their names back: …(-00001-of-00002\.gguf)/);
        writeParts(folder, parts);
        return args.with(-1, join(folder, nameOf(1)));
      },
    },
  ),
  ...[
    {
      what: "one part missing",
      written: [parts[0]],
      says: "is missing: the model is split into 2 files",
      advice: /(download all parts into one folder)/,
    },
    {
      what: "parts of two models",
      written: [parts[0], { ...(parts[1] as GgufWriterFile), tensors: tensors.slice(half + 1) }],
      says: /announces \d+ tensors, its 2 parts hold/,
      advice: /(download all of them again)/,
    },
  ].map(({ what, written, says, advice }) =>
    story(
      `a GGUF model with ${what}`,
      (folder) => {
        writeParts(folder, written);
        return [...plan, "--model", join(folder, nameOf(1))];
      },
      {
        says,
        follow({ hint, args, folder }) {
          advised(hint, advice);
          writeParts(folder, parts);
          return args;
        },
      },
    ),
  ),
];

const tiny = (folder: string) => {
  writeFileSync(join(folder, "m.gguf"), whole);
  return ["--model", join(folder, "m.gguf")];
};
const adapterOf = (path: string, architecture: string) => {
  writeAdapter(path, { architecture, layers: 4, size: 128, rank: 2 });
  return path;
};

const uses: Story[] = [
  story(
    "an adapter of another architecture",
    (folder) => [...plan, ...tiny(folder), "--peft-path", adapterOf(join(folder, "a.gguf"), "qwen2")],
    {
      says: "is an adapter for qwen2, the model",
      follow({ hint, args, folder }) {
        advised(hint, /(use the adapter with the model it was trained on)/);
        return args.with(-1, adapterOf(join(folder, "b.gguf"), "llama"));
      },
    },
  ),
  story(
    "a model that tells no context",
    (folder) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "m.gguf"), ggufBytes(without("llama.context_length")));
      return [...plan, "--model", join(folder, "m.gguf")];
    },
    {
      says: "does not say how long a context the model takes",
      follow: ({ hint, args }) => [...args, advised(hint, /with (--max-seq-len)/), "128"],
    },
  ),
  story(
    "a KV cache that its attention cannot read",
    (folder) => [...plan, ...tiny(folder), "--model-kwargs", "kv_cache_type=q8_0", "flash_attention=false"],
    {
      says: "and flash_attention=false contradict each other",
      follow: ({ hint, args }) => args.with(-2, advised(hint, /or use (kv_cache_type=f16)/)),
    },
  ),
  ...["llama", "node-llama-cpp"].map((engine) =>
    story(
      `a GPU that is not there for ${engine}`,
      (folder) => [...plan, ...tiny(folder), "--engine", engine, "--device", "cuda"],
      {
        says: /cuda/,
        follow: ({ hint, args }) => args.with(-1, advised(hint, /use --device (cpu)/)),
      },
    ),
  ),
  story(
    "a second GPU for an engine that uses the first",
    (folder) => [...plan, ...tiny(folder), "--engine", "node-llama-cpp", "--device", "cuda:1"],
    {
      says: 'uses the first visible GPU only, not "cuda:1"',
      follow: ({ hint, args }) => ({
        args: args.with(-1, advised(hint, /use --device (cuda)/)),
        env: { CUDA_VISIBLE_DEVICES: advised(hint, /set CUDA_VISIBLE_DEVICES=(\d)/) },
      }),
      after: "another",
    },
  ),
];

export const ggufStories: readonly Story[] = [...files, ...uses];
