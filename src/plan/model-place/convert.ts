// Commands that turn what Hugging Face hosts into what runs here.

import { shellWord } from "../../core/shell-quote.ts";

/** Completes "to make it, …". @param checkpoint Hugging Face id. */
export function conversionFrom(checkpoint: string, outfile: string): string {
  return (
    `download ${checkpoint} from Hugging Face on a machine with network, then with llama.cpp:\n` +
    `       ${convertCommand("<folder>", outfile)}`
  );
}

/** @param folder As the shell gets it. */
export function convertCommand(folder: string, outfile: string): string {
  return `python convert_hf_to_gguf.py ${folder} --outtype f16 --outfile ${shellWord(outfile)}`;
}

/** As `conversionFrom`, for a model that llama.cpp does not convert. */
export function exportFrom(checkpoint: string, folder: string): string {
  return `on a machine with network and Hugging Face's Optimum:\n       ${exportCommand(checkpoint, folder)}`;
}

export function exportCommand(source: string, folder: string): string {
  return `optimum-cli export onnx --model ${source} --task text-generation-with-past ${shellWord(folder)}`;
}

export function adapterCommand(folder: string, base: string, outfile: string): string {
  return `python convert_lora_to_gguf.py ${folder} --base ${base} --outfile ${shellWord(outfile)}`;
}
