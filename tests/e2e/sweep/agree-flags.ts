// The flags of `oc-local agree`: shared ones once more, because they go by another way here.

import type { FlagCase } from "./flag-case.ts";
import { toldTemplate } from "./flag-case.ts";

/** A model without and with an adapter. */
const scored = ["ppl.json", "--models", "oc_tiny_base", "--peft-path", "lora.gguf"];
const chat = ["gen.json", "--models", "oc_tiny", "--peft-path", "lora.gguf", "--limit", "1", "--max-out-len", "2"];

const twoSets = ["--datasets", "siqa_gen", "gsm8k_gen", ...chat.slice(1)];

const compared: Omit<FlagCase, "command">[] = [
  { base: twoSets, flags: ["--dimension", "mathematics"], shows: {}, hides: { "--dimension": /siqa/ } },
  {
    base: scored,
    flags: [
      ...["--limit", "2", "--threads", "2", "--tolerance", "9", "--json", "--out", "agreed.json"],
      ...[
        "--max-out-len",
        "5",
        "--overrule-out-len",
        "--min-out-len",
        "2",
        "--stop-words",
        "x",
        "--seed",
        "3",
        "--batch-size",
        "2",
      ],
      ...["--generation-kwargs", "temperature=2", "--tokenizer-path", "onnx/tokenizer.json", "--num-gpus", "1"],
      ...["--model-kwargs", "torch_dtype=float16", "--tokenizer-kwargs", "use_fast=True"],
      ...["--peft-kwargs", "trust_remote_code=True"],
    ],
    looksAt: ["agreed.json"],
    shows: {
      "--limit": /: 2 rows$/m,
      "--threads": /CPU \(2 threads\)|CUDA|Vulkan/,
      "--json": /^\{"tokenAgreement":1,/m,
      "--out": /Written to .*agreed\.json/,
      "--max-out-len": /--max-out-len.* no effect/,
      "--overrule-out-len": /--overrule-out-len.* no effect/,
      "--min-out-len": /--min-out-len.* no effect/,
      "--stop-words": /--stop-words.* no effect/,
      "--seed": /seed.* no effect/,
      "--batch-size": /--batch-size.* no effect/,
      "--generation-kwargs": /temperature.* (no|without) effect/,
      "--tokenizer-path": /--tokenizer-path has no effect/,
      "--num-gpus": /--num-gpus.* (no effect|no GPU)|CUDA|Vulkan/,
      "--model-kwargs": /torch_dtype has no effect/,
      "--tokenizer-kwargs": /use_fast has no effect/,
      "--peft-kwargs": /trust_remote_code has no effect/,
    },
  },
  {
    base: [...scored, "--peft-kwargs", "scale=0.01", "--limit", "1", "--json"],
    flags: ["--tolerance", "99"],
    shows: { "--tolerance": /"firstDifference":null/ },
  },
  {
    base: [...scored, "--limit", "1", "--json"],
    flags: ["--pad-token-id", "275"],
    shows: {},
    hides: { "--pad-token-id": /"value":7\.7665\d+/ },
  },
  {
    base: [...scored, "--limit", "1", "--json"],
    flags: ["--kv-cache-type", "q4_0"],
    shows: {},
    hides: { "--kv-cache-type": /"value":7\.7665\d+/ },
  },
  {
    base: [...scored, "--limit", "1", "--json"],
    flags: ["--engine", "llama", "--engine", "node-llama-cpp", "--out", "engines.json"],
    looksAt: ["engines.json"],
    shows: { "--engine": /"engine": "node-llama-cpp"/ },
  },
];

const refused: Omit<FlagCase, "command">[] = [
  {
    base: [],
    flags: [
      ...["gen.json", "--models", "oc_tiny", "--engine", "llama", "--engine", "node-llama-cpp"],
      ...["--chat-template", toldTemplate, "--chat-template-kwargs", "mark=XY", "--date", "2020-02-03"],
      ...["--system-prompt", "Be quick."],
    ],
    shows: {
      "--chat-template": /the chat template fails/,
      "--chat-template-kwargs": /told XY /,
      "--date": /told XY 2020-02-03/,
      "--system-prompt": /2020-02-03 Be quick\./,
    },
  },
  { base: chat, flags: ["--hf-type", "base", "--system-prompt", "x"], shows: { "--hf-type": /--hf-type base and / } },
  { base: chat, flags: ["--max-seq-len", "8"], shows: { "--max-seq-len": /raise --max-seq-len to at least/ } },
  { base: chat, flags: ["--models", "nobody"], shows: { "--models": /no model named "nobody"/ } },
  { base: chat, flags: ["--model", "M.gguf"], shows: { "--model": /--models and --model/ } },
  { base: chat, flags: ["--hf-path", "M.gguf"], shows: { "--hf-path": /--models and --model \(--hf-path\)/ } },
  {
    base: chat,
    flags: ["--model-dir", "found", "--models", "hf_phi_4"],
    shows: { "--model-dir": /looked .*found|found\b/ },
  },
  { base: chat, flags: ["--config-dir", "nowhere"], shows: { "--config-dir": /--config-dir: there is no folder/ } },
  { base: chat, flags: ["--device", "tpu"], shows: { "--device": /no device "tpu"/ } },
  {
    base: chat,
    flags: ["--num-gpus", "1", "--hf-num-gpus", "2"],
    shows: { "--hf-num-gpus": /--hf-num-gpus contradict/ },
  },
  { base: chat, flags: ["--peft-path", "no.gguf"], shows: { "--peft-path": /no\.gguf does not exist/ } },
  { base: chat, flags: ["--datasets", "nothing"], shows: { "--datasets": /no dataset named "nothing"/ } },
  { base: chat, flags: ["--datasets", "siqa_gen", "--data-dir", "found"], shows: { "--data-dir": /found\/siqa/ } },
  { base: chat, flags: ["--range", "[0:1]"], shows: { "--range": /--limit and --range contradict/ } },
].map((each) => ({ ...each, code: 2, ...(each.base.length === 0 && { baseCode: 2 }) }));

export const agreeCases: FlagCase[] = [...compared, ...refused].map((each) => ({ ...each, command: "agree" }));
