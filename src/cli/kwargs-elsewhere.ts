// Keys that transformers takes in these lists and that are something else here.

import { UsageError } from "../core/errors.ts";

const outLen =
  "--max-out-len sets how much is generated; with --overrule-out-len also where a dataset sets its own limit";
const ownType = "the file's own quantisation is used: give a file of the type you want";
const seqLen = "--max-seq-len sets how long a prompt may be";

const elsewhere: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "--generation-kwargs": {
    max_new_tokens: outLen,
    max_length: outLen,
    max_out_len: outLen,
    min_new_tokens: "--min-out-len sets how much is generated at least",
    eos_token_id: "the file names its end tokens; --stop-words adds texts",
    stop_words: "--stop-words takes them",
    pad_token_id: "--pad-token-id takes it",
    num_return_sequences:
      "leave it out: a row gets one answer; a dataset whose inferencer is of type self-consistency draws scSize of them",
    num_beams: "there is no beam search: decoding is greedy, or samples with do_sample=True",
  },
  "--model-kwargs": {
    load_in_8bit: ownType,
    load_in_4bit: ownType,
    quantization_config: ownType,
    dtype: ownType,
    attn_implementation: "flash_attention=True or False sets it",
    low_cpu_mem_usage: "use_mmap sets how the file is read",
    max_memory: "gpu_layers sets what lies on the GPU",
  },
  "--tokenizer-kwargs": { model_max_length: seqLen, max_length: seqLen, padding: "nothing is padded: leave it out" },
};

/** @throws UsageError for the first key that stands somewhere else. */
export function refuseElsewhere(flag: string, pairs: object): void {
  for (const key of Object.keys(pairs)) {
    const hint = elsewhere[flag]?.[key];
    if (hint !== undefined) throw new UsageError(`${flag}: "${key}" is none of its keys`, { hint });
  }
}
