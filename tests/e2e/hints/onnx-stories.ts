// ONNX models that cannot be evaluated as they are.

import { readFileSync, renameSync, rmSync, truncateSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../../src/core/json.ts";
import { tinyGraph, usualForm } from "../../engines/onnx-forms/llama-graph.ts";
import { writeForm } from "../../engines/onnx-forms/write-form.ts";
import { advised } from "../follow-hint.ts";
import { type Story, story } from "./story.ts";

const plan = ["eval", "--dry-run", "--datasets", "siqa_ppl"];
const asked = (folder: string) => ["eval", "--datasets", "siqa_ppl", "--limit", "1", "-w", join(folder, "runs")];
const graphOf = (folder: string) => join(folder, "onnx", "model.onnx");
const dataOf = (folder: string) => `${graphOf(folder)}_data`;

interface Damaged {
  what: string;
  damage(folder: string): void;
  says: string | RegExp;
  /** What the hint has one bring. */
  advice: RegExp;
  files?: "single" | "external";
  /** Where the graph is first opened by its library. */
  runs?: boolean;
}

/** A folder whose hint has one bring the model, or a part of it, again. */
function damaged({ what, damage, says, advice, files = "single", runs = false }: Damaged): Story {
  return story(
    `an ONNX model ${what}`,
    (folder) => {
      damage(writeForm(join(folder, "m"), { files }));
      return [...(runs ? asked(folder) : plan), "--model", join(folder, "m")];
    },
    {
      says,
      ...(runs && { code: 1 }),
      follow({ hint, args, folder }) {
        advised(hint, advice);
        rmSync(join(folder, "m"), { recursive: true });
        writeForm(join(folder, "m"), { files });
        return args;
      },
    },
  );
}

const writeGraph = (bytes: () => Uint8Array) => (folder: string) => writeFileSync(graphOf(folder), bytes());

function edit(name: string, change: (fields: JsonObject) => JsonObject): Damaged["damage"] {
  return (folder) => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, "utf8")) as JsonObject)));
  };
}

function encoder(): Uint8Array {
  const writer = tinyGraph({ ...usualForm, past: false });
  writer.graph.outputs = [];
  writer.output("last_hidden_state", 1, ["batch", "length", 128]);
  return writer.modelBytes();
}

function withInput(name: string, shape: (string | number)[], type = 1): Uint8Array {
  const writer = tinyGraph(usualForm);
  const { inputs } = writer.graph;
  const old = inputs.findIndex((input) => input.name === name);
  if (old >= 0) inputs.splice(old, 1);
  writer.input(name, type, shape);
  return writer.modelBytes();
}

const bring = /(bring the tokenizer\.json of the model's own checkpoint)/;
const tokenizer = "tokenizer.json";
const again = /(download|copy)/;

const files: Damaged[] = [
  {
    what: "without its weights",
    files: "external",
    damage: (folder) => unlinkSync(dataOf(folder)),
    says: "which is missing",
    advice: /put (\S+model\.onnx_data) beside the model/,
  },
  {
    what: "with its weights cut off",
    files: "external",
    damage: (folder) => truncateSync(dataOf(folder), 3_000_000),
    says: "model.onnx_data is truncated",
    advice: again,
  },
  {
    what: "cut off",
    damage: (folder) => truncateSync(graphOf(folder), 2_000_000),
    says: "is no ONNX model or is damaged",
    advice: again,
  },
  {
    what: "of no bytes",
    damage: (folder) => writeFileSync(graphOf(folder), ""),
    says: "is empty (0 bytes)",
    advice: again,
  },
  {
    what: "without a tokenizer",
    damage: (folder) => unlinkSync(join(folder, tokenizer)),
    says: "has no tokenizer",
    advice: /(tokenizer\.json)/,
  },
  {
    what: "with a broken configuration",
    damage: (folder) => writeFileSync(join(folder, "config.json"), "{"),
    says: "config.json cannot be read",
    advice: /(download the file again)/,
  },
  {
    what: "with a list as its configuration",
    damage: (folder) => writeFileSync(join(folder, "config.json"), "[]"),
    says: "holds no JSON object",
    advice: /(download the file again)/,
  },
];

const graphs: Damaged[] = [
  {
    what: "of an old opset",
    damage: writeGraph(() => tinyGraph(usualForm).modelBytes(9)),
    says: "uses opset 9",
    advice: /(export the model again with a newer opset)/,
  },
  {
    what: "of a newer opset",
    runs: true,
    damage: writeGraph(() => tinyGraph(usualForm).modelBytes(99)),
    says: /onnxruntime cannot open/,
    advice: /(export the model with an older opset)/,
  },
  {
    what: "of an encoder",
    damage: writeGraph(encoder),
    says: 'has no output "logits"',
    advice: /(export it for the task text-generation-with-past)/,
  },
  {
    what: "with an unknown input",
    damage: writeGraph(() => withInput("encoder_hidden_states", ["batch", "length", 128])),
    says: "nothing is known about its input encoder_hidden_states",
    advice: /(only decoder models that continue a text)/,
  },
  {
    what: "with positions of an image",
    damage: writeGraph(() => withInput("position_ids", [3, "batch", "length"], 7)),
    says: "takes position_ids of [3, batch, length]",
    advice: /(only models of text)/,
  },
  {
    what: "with a cache of another kind",
    damage: writeGraph(() => withInput("past_key_values.0.key", ["batch", 128])),
    says: "that cannot be driven",
    advice: /(export the model with Optimum)/,
  },
];

const tokenizers: Damaged[] = [
  {
    what: "with a decoder that is unknown",
    damage: edit(tokenizer, (fields) => ({ ...fields, decoder: { type: "Foo" } })),
    says: "the decoder Foo is not supported",
    advice: bring,
  },
  {
    what: "with a vocabulary of nothing",
    damage: edit(tokenizer, (fields) => ({ ...fields, model: { type: "BPE", vocab: {}, merges: [] } })),
    says: "has no vocabulary",
    advice: bring,
  },
  {
    what: "with more tokens than its graph",
    damage: edit(tokenizer, (fields) => ({
      ...fields,
      added_tokens: [...(fields.added_tokens as JsonObject[]), { id: 2048, content: "<|more|>", special: true }],
    })),
    says: "the tokenizer has tokens up to 2048",
    advice: /(bring those of one checkpoint)/,
  },
];

const settings: Story[] = [
  story(
    "an ONNX model that tells no context",
    (folder) => {
      const model = writeForm(join(folder, "m"));
      edit("config.json", ({ max_position_embeddings: _, ...fields }) => fields)(model);
      return [...plan, "--model", model];
    },
    {
      says: "does not say how long a context the model takes",
      follow: ({ hint, args }) => [...args, advised(hint, /with (--max-seq-len)/), "128"],
    },
  ),
  story(
    "an ONNX folder without a graph of a usual name",
    (folder) => {
      const model = writeForm(join(folder, "m"));
      renameSync(graphOf(model), join(model, "onnx", "mine.onnx"));
      return [...plan, "--model", model];
    },
    {
      says: "holds mine.onnx, but no model.onnx",
      follow: ({ hint, args, folder }) =>
        args.with(-1, advised(hint, /(name the \.onnx file itself)/) && join(folder, "m", "onnx", "mine.onnx")),
    },
  ),
  ...["vulkan", "cuda"].map((device) =>
    story(
      `an ONNX model on ${device}`,
      (folder) => [...asked(folder), "--model", writeForm(join(folder, "m")), "--device", device],
      {
        says: `ONNX models cannot use ${device}`,
        code: 1,
        follow: ({ hint, args }) => args.with(-1, advised(hint, /use --device (cpu)/)),
      },
    ),
  ),
];

export const onnxStories: readonly Story[] = [...[...files, ...graphs, ...tokenizers].map(damaged), ...settings];
