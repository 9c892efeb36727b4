// The form of a zoo: zoo.json lists tiny models, each a folder with reference.json (what the architecture's own code computes) and
// files of the model as GGUF and ONNX.

import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

const ids = z.array(z.number().int());
const numbers = z.array(z.number());

const fileSchema = z.looseObject({
  path: z.string(),
  kind: z.enum(["gguf", "onnx"]),
  weights: z.string().optional(),
  reproducesReference: z.boolean(),
  why: z.string().optional(),
  /** Nats a token; null: not comparable. */
  tolerance: z.record(z.string(), z.number().nullable()).nullable(),
  /** What the graph by itself gives. */
  graphReference: z.string().optional(),
});

const zooSchema = z.array(z.looseObject({ model: z.string(), architecture: z.string(), files: z.array(fileSchema) }));

const referenceSchema = z.looseObject({
  contextSize: z.number(),
  texts: z.array(
    z.looseObject({
      name: z.string(),
      text: z.string(),
      tokens: ids,
      plainTokens: ids,
      decoded: z.string(),
      logProbs: numbers,
    }),
  ),
  greedy: z.array(
    z.looseObject({
      promptTokens: ids,
      maxTokens: z.number(),
      tokens: ids,
      output: z.string(),
      finishReason: z.string(),
      topTwoGaps: numbers,
    }),
  ),
  chat: z.looseObject({ prompt: z.string(), tokens: ids }).nullish(),
});

const graphSchema = z.looseObject({ texts: z.array(z.looseObject({ name: z.string(), logProbs: numbers })) });

export type ZooModel = z.infer<typeof zooSchema>[number];
export type ZooFile = z.infer<typeof fileSchema>;
export type ZooReference = z.infer<typeof referenceSchema>;

export function isZoo(folder: string): boolean {
  return existsSync(`${folder}/zoo.json`);
}

/** @throws Error that says which file is not of the form. */
export function readZoo(folder: string): ZooModel[] {
  return read(`${folder}/zoo.json`, zooSchema);
}

/** Null for a model that nothing is known of but its file. */
export function readReference(folder: string, { model }: ZooModel): ZooReference | null {
  const path = `${folder}/${model}/reference.json`;
  return existsSync(path) ? read(path, referenceSchema) : null;
}

/** Log-probabilities by text: the graph's own where there are such, else the checkpoint's. */
export function expectedLogProbs(
  folder: string,
  { model, file, reference }: { model: ZooModel; file: ZooFile; reference: ZooReference },
): number[][] {
  if (file.graphReference === undefined) return reference.texts.map(({ logProbs }) => logProbs);
  const { texts } = read(`${folder}/${model.model}/${file.graphReference}`, graphSchema);
  return texts.map(({ logProbs }) => logProbs);
}

function read<T>(path: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (parsed.success) return parsed.data;
  throw new Error(`${path} is not of a zoo's form: ${z.prettifyError(parsed.error)}`);
}
