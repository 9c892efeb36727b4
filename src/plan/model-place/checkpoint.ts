// Folders whose weights have to be converted before they run here: Hugging Face checkpoints and PEFT adapters. What their configuration
// says decides with which command.

import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import { readOutsideJson } from "../../core/outside-file.ts";
import { shellWord } from "../../core/shell-quote.ts";
import { adapterCommand, convertCommand, exportCommand } from "./convert.ts";
import { isConvertible } from "./convertible.ts";
import { knownEntry } from "./known-entry.ts";

/** The refusal of a folder that `isCheckpoint` finds to be one. @param folder Absolute. */
export async function checkpointRefusal(folder: string): Promise<OcLocalError> {
  return existsSync(join(folder, "adapter_config.json")) ? adapterRefusal(folder) : modelRefusal(folder);
}

const modelConfig = z.object({
  architectures: z.array(z.string()).nullish(),
  quantization_config: z.object({ quant_method: z.string().optional() }).nullish(),
});

async function modelRefusal(folder: string): Promise<OcLocalError> {
  const { architectures, quantization_config } = read(join(folder, "config.json"), modelConfig);
  const architecture = architectures?.[0];
  const known = await knownEntry(repositoryOf(folder));
  const said = architecture === undefined ? "" : ` (${architecture})`;
  return new OcLocalError("MODEL_FILE", `${folder} is a Hugging Face checkpoint${said}, which does not run as it is`, {
    hint: modelHint(folder, { architecture, method: quantization_config?.quant_method, known }),
  });
}

/** Quantisations that the converter undoes or keeps. */
const convertedMethods = ["bitnet", "fp8", "gptq", "compressed-tensors", "modelopt", "mxfp4"];

interface CheckpointFacts {
  architecture: string | undefined;
  /** How its weights are quantised. */
  method: string | undefined;
  known: Awaited<ReturnType<typeof knownEntry>>;
}

function modelHint(folder: string, { architecture = "", method, known }: CheckpointFacts): string {
  const name = nameOf(folder);
  if (
    /ForMaskedLM|ForSequenceClassification|^(XLM)?(Modern|Distil|Nomic|Euro|Jina|Neo)?(Ro)?(BERT|Berta?)/i.test(
      architecture,
    )
  )
    return "it is an encoder and predicts no text: choose a language model";
  if (/^(M|U?M)?T5|^Bart|^MBart|^Pegasus|^Marian/.test(architecture))
    return "it is an encoder-decoder model, which oc-local does not run: choose a decoder-only one";
  if (method !== undefined && !convertedMethods.includes(method))
    return `its weights are quantised by ${method}, which llama.cpp does not convert: bring a GGUF file of the model, or convert its original checkpoint`;
  if (architecture !== "" && !isConvertible(architecture))
    return (
      "llama.cpp does not convert this architecture; as ONNX it may run, with Hugging Face's Optimum:\n" +
      `       ${exportCommand(shellWord(folder), `${name}-ONNX`)}\n       then --model ${shellWord(`./${name}-ONNX`)}`
    );
  const outfile = known?.outfile ?? `${name}-f16.gguf`;
  const use =
    known === undefined ? `--model ${shellWord(outfile)}` : `--models ${known.name}, with the file in ./models`;
  return `convert it with llama.cpp:\n       ${convertCommand(shellWord(folder), outfile)}\n       then ${use}`;
}

const adapterConfig = z.object({ peft_type: z.string().nullish(), base_model_name_or_path: z.string().nullish() });

function adapterRefusal(folder: string): OcLocalError {
  const { peft_type, base_model_name_or_path: base } = read(join(folder, "adapter_config.json"), adapterConfig);
  const kind = peft_type ?? "LORA";
  const of = base == null ? "" : ` of ${base}`;
  const message = `${folder} is a PEFT adapter (${kind})${of}, which does not run as it is`;
  if (kind !== "LORA")
    return new OcLocalError("MODEL_FILE", message, {
      hint: "llama.cpp applies LoRA only: merge the adapter into its model (PEFT's merge_and_unload) and convert the result",
    });
  const outfile = `${nameOf(folder)}-lora.gguf`;
  const baseFolder = base == null ? "<folder of its base model>" : `<folder of ${base}>`;
  return new OcLocalError("MODEL_FILE", message, {
    hint:
      `convert it with llama.cpp:\n       ${adapterCommand(shellWord(folder), baseFolder, outfile)}\n` +
      `       then give it beside its base model: --model <base>.gguf --peft-path ${shellWord(outfile)}`,
  });
}

/** The files of a split or single checkpoint, of which somebody names one. */
export function isCheckpointFile(path: string): boolean {
  return (
    /\.(safetensors|bin|pth|pt|ckpt)$|\.index\.json$/i.test(path) || /^(adapter_)?config\.json$/.test(basename(path))
  );
}

/** Of Hugging Face, as far as the place tells: "models--org--name/snapshots/hash", or a folder called "name" below "org". */
export function repositoryOf(folder: string): string {
  const cached = /models--([^/]+?)--([^/]+)/.exec(folder);
  return cached === null ? `${basename(dirname(folder))}/${basename(folder)}` : `${cached[1]}/${cached[2]}`;
}

function nameOf(folder: string): string {
  return basename(repositoryOf(folder));
}

function read<Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> {
  try {
    return schema.parse(existsSync(path) ? readOutsideJson(path, "model index") : {});
  } catch (error) {
    throw new OcLocalError("MODEL_FILE", `${path} cannot be read: ${errorMessage(error)}`, {
      hint: "download the file again",
      cause: error,
    });
  }
}
