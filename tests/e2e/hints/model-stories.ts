// Models and adapters given by path that are not what the command takes them to be.

import { copyFileSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ggufBytes } from "../../engines/gguf-writer.ts";
import { tinyModelFile } from "../../engines/rewrite-gguf.ts";
import { writeAdapter } from "../../native/gguf-file.ts";
import { projectRoot, tinyModel } from "../cli.ts";
import { advised } from "../follow-hint.ts";
import { type Story, story } from "./story.ts";

const ask = ["prompt", "--datasets", "siqa_ppl"];
const plan = ["eval", "--dry-run", "--datasets", "siqa_ppl"];
const tinyOnnx = join(projectRoot, "models", "oc-tiny-onnx");
const adapterOf = (path: string) => writeAdapter(path, { architecture: "llama", layers: 4, size: 128, rank: 2 });

/** A folder of these files; the content of a JSON file may be an object. */
function write(folder: string, files: Record<string, string | object>): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  return folder;
}

/** The hint names the file that a conversion makes: the tiny model stands for what llama.cpp's program, which is not here, would write. */
const converted = (pattern: RegExp) => (hint: string, folder: string) => {
  advised(hint, /(convert_hf_to_gguf\.py)/);
  const name = advised(hint, pattern);
  copyFileSync(tinyModel, join(folder, name));
  return join(folder, name);
};

const templates: Story[] = [
  story(
    "a tokenizer that is not there",
    (folder) => [...ask, "--model", tinyOnnx, "--tokenizer-path", join(folder, "none")],
    {
      says: "none does not exist",
      follow: ({ hint, args }) =>
        args.with(-1, advised(hint, /name the folder that holds (tokenizer\.json)/) && tinyOnnx),
    },
  ),
  story(
    "a chat model without a template",
    (folder) => {
      const { metadata, tensors } = tinyModelFile();
      const { "tokenizer.chat_template": _, ...plain } = metadata;
      writeFileSync(join(folder, "plain.gguf"), ggufBytes({ metadata: plain, tensors }));
      return [...ask, "--model", join(folder, "plain.gguf"), "--hf-type", "chat"];
    },
    {
      says: "carries no chat template",
      follow: ({ hint, args }) => args.with(-1, advised(hint, /run it as a base model with --hf-type (\w+)/)),
    },
  ),
  story(
    "a blank chat template",
    (folder) => {
      write(folder, { "blank.jinja": " \n", "good.jinja": "{% for m in messages %}{{ m.content }}{% endfor %}" });
      return [...ask, "--models", "oc_tiny", "--chat-template", join(folder, "blank.jinja")];
    },
    {
      says: "is blank: every prompt would be empty",
      follow: ({ hint, args, folder }) => {
        advised(hint, /give another one with (--chat-template FILE)/);
        return args.with(-1, join(folder, "good.jinja"));
      },
    },
  ),
  story(
    "a model that does not say its context",
    (folder) => {
      const { metadata, tensors } = tinyModelFile();
      const { "llama.context_length": _, ...plain } = metadata;
      writeFileSync(join(folder, "plain.gguf"), ggufBytes({ metadata: plain, tensors }));
      return [...plan, "--model", join(folder, "plain.gguf")];
    },
    {
      says: "does not say",
      follow: ({ hint, args }) => [...args, advised(hint, /(--max-seq-len)/), "200"],
    },
  ),
];

const formats: Story[] = [
  story("a GGUF file for the ONNX engine", () => [...ask, "--model", "tiny.gguf", "--engine", "onnx"], {
    says: 'is a GGUF file, which the engine "onnx" cannot read',
    follow: ({ hint, args }) => args.slice(0, advised(hint, /leave (--engine) out/) === "--engine" ? -2 : undefined),
  }),
  story("an ONNX model for the GGUF engine", () => [...ask, "--model", tinyOnnx, "--engine", "llama"], {
    says: 'is no GGUF file, which the engine "llama" reads',
    follow: ({ hint, args }) => args.with(-1, advised(hint, /with the engine (\w+),/)),
  }),
  story(
    "an adapter for an ONNX model",
    (folder) => {
      adapterOf(join(folder, "lora.gguf"));
      return [...plan, "--model", tinyOnnx, "--peft-path", join(folder, "lora.gguf")];
    },
    {
      says: "ONNX models take no LoRA adapters",
      follow: ({ hint, args }) => args.slice(0, advised(hint, /leave (--peft-path) out/) ? -2 : undefined),
    },
  ),
  story(
    "a folder of two adapters",
    (folder) => {
      for (const name of ["a.gguf", "b.gguf"]) adapterOf(join(folder, name));
      return [...plan, "--model", "tiny.gguf", "--peft-path", folder];
    },
    {
      says: "holds 2 .gguf files",
      follow: ({ hint, args, folder }) => args.with(-1, join(folder, advised(hint, /(name one of them)/) && "a.gguf")),
    },
  ),
  story("a folder without an adapter", (folder) => [...plan, "--model", "tiny.gguf", "--peft-path", folder], {
    says: "holds no adapter",
    follow: ({ hint, args, folder }) => {
      advised(hint, /(give the adapter's \.gguf file)/);
      adapterOf(join(folder, "lora.gguf"));
      return args.with(-1, join(folder, "lora.gguf"));
    },
  }),
];

const checkpoint = { "config.json": { architectures: ["Qwen2ForCausalLM"] }, "model.safetensors": "" };
const checkpoints: Story[] = [
  story("a checkpoint", (folder) => [...ask, "--model", write(join(folder, "mine"), checkpoint)], {
    says: "is a Hugging Face checkpoint (Qwen2ForCausalLM)",
    follow: ({ hint, args, folder }) => args.with(-1, converted(/then --model (\S+)/)(hint, folder)),
  }),
  story(
    "an encoder's checkpoint",
    (folder) => {
      const bert = { ...checkpoint, "config.json": { architectures: ["BertForMaskedLM"] } };
      return [...ask, "--model", write(join(folder, "mine"), bert)];
    },
    {
      says: "is a Hugging Face checkpoint (BertForMaskedLM)",
      follow: ({ hint, args }) => args.with(-1, advised(hint, /(choose a language model)/) && "tiny.gguf"),
    },
  ),
  story(
    "a checkpoint whose config is cut",
    (folder) => [...ask, "--model", write(join(folder, "mine"), { ...checkpoint, "config.json": '{ "archi' })],
    {
      says: "config.json cannot be read",
      follow: ({ hint, args, folder }) => {
        advised(hint, /(download the file again)/);
        write(join(folder, "mine"), checkpoint);
        return args;
      },
      after: "another",
    },
  ),
  story(
    "an adapter as PEFT stores it",
    (folder) => {
      const peft = { "adapter_config.json": { peft_type: "LORA" }, "adapter_model.safetensors": "" };
      return [...ask, "--model", write(join(folder, "mine"), peft)];
    },
    {
      says: "is a PEFT adapter (LORA)",
      follow: ({ hint, folder }) => {
        advised(hint, /(convert_lora_to_gguf\.py)/);
        const [, model = "", flag = "", name = ""] = /(--model) <base>\.gguf (--peft-path) (\S+)/.exec(hint) ?? [];
        adapterOf(join(folder, name));
        return [...plan, model, "tiny.gguf", flag, join(folder, name)];
      },
    },
  ),
  story(
    "an adapter of a kind that llama.cpp does not apply",
    (folder) => {
      const peft = { "adapter_config.json": { peft_type: "IA3" }, "adapter_model.safetensors": "" };
      return [...ask, "--model", write(join(folder, "mine"), peft)];
    },
    {
      says: "is a PEFT adapter (IA3)",
      follow: ({ hint, args, folder }) => {
        advised(hint, /(merge the adapter into its model \(PEFT's merge_and_unload\) and convert the result)/);
        // What both programs, which are not here, would leave.
        copyFileSync(tinyModel, join(folder, "merged.gguf"));
        return args.with(-1, join(folder, "merged.gguf"));
      },
    },
  ),
  story("the id of a repository", () => [...ask, "--model", "some-org/Some-Model"], {
    says: "does not exist, and nothing is downloaded",
    follow: ({ hint, args, folder }) => args.with(-1, converted(/then --model (\S+)/)(hint, folder)),
  }),
  story("the id of a repository that lies in the cache", () => [...ask, "--model", "some-org/cached-GGUF"], {
    says: "does not exist, and nothing is downloaded",
    follow: ({ hint, args }) =>
      args.with(-1, advised(hint, /(?:it lies in the cache of Hugging Face: )?--model (\S+)/)),
    env: { HF_HUB_CACHE: "hub" },
  }),
];

/** What the cache of Hugging Face holds of a repository. */
export function writeHubCache(cwd: string): void {
  const folder = join(cwd, "hub", "models--some-org--cached-GGUF", "snapshots", "0f0f");
  mkdirSync(folder, { recursive: true });
  cpSync(tinyModel, join(folder, "cached.gguf"));
}

export const modelStories: readonly Story[] = [...templates, ...formats, ...checkpoints];
