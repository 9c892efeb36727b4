// The flags of `oc-local eval`. Flags whose effects can be told apart share a command.

import type { FlagCase } from "./flag-case.ts";

const dry = ["--limit", "2", "--dry-run"];
const chat = ["gen.json", "--models", "oc_tiny", ...dry];
const base = ["ppl.json", "--models", "oc_tiny_base", ...dry];
const run = ["gen.json", "--models", "oc_tiny", "--max-out-len", "12"];
const scoring = ["ppl.json", "--models", "oc_tiny_base", "--limit", "2"];
const template =
  "{{ mark }}|{{ strftime_now('%Y-%m-%d') }}|{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}";

type EvalCase = Omit<FlagCase, "command">;

const choices: EvalCase[] = [
  {
    base: ["gen.json", ...dry],
    baseCode: 2,
    flags: ["--models", "oc_tiny_base"],
    shows: { "--models": /== Tasks of oc-tiny-base / },
  },
  { base: ["gen.json", ...dry], baseCode: 2, flags: ["--model", "M.gguf"], shows: { "--model": /== Tasks of M / } },
  { base: ["gen.json", ...dry], baseCode: 2, flags: ["--hf-path", "M.gguf"], shows: { "--hf-path": /== Tasks of M / } },
  {
    base: ["gen.json", "--models", "hf_internlm2_1_8b", ...dry],
    baseCode: 2,
    flags: ["--model-dir", "found"],
    shows: { "--model-dir": /== Tasks of .*found\/internlm2-1_8b\.gguf/ },
  },
  {
    base: ["gen.json", "--models", "mine", ...dry],
    baseCode: 2,
    flags: ["--config-dir", "own"],
    shows: { "--config-dir": /== Tasks of mine / },
  },
  {
    base: ["gen.json", "--models", "oc_tiny", "--dry-run"],
    flags: ["--datasets", "siqa_gen", "--range", "[2:5]"],
    shows: { "--datasets": /^siqa +[0-9a-f]{6}/m, "--range": /^siqa +\w{6} +gen +3 /m },
  },
  {
    base: ["gen.json", "--models", "oc_tiny", "--dry-run"],
    flags: ["--limit", "3"],
    shows: { "--limit": /^gen +\w{6} +gen +3 /m },
  },
  {
    base: ["--models", "oc_tiny", "--datasets", "siqa_gen", "gsm8k_gen", ...dry],
    flags: ["--dimension", "mathematics"],
    shows: {},
    hides: { "--dimension": /^siqa +[0-9a-f]{6}/m },
  },
  { base: run, flags: ["--dry-run"], shows: { "--dry-run": /^== Memory plan/m } },
  {
    base: chat,
    flags: ["--datasets", "siqa_gen", "--data-dir", "found"],
    code: 2,
    shows: { "--data-dir": /found\/siqa/ },
  },
];

const planned: EvalCase[] = [
  {
    base: chat,
    flags: [
      ...["--system-prompt", "Be quick.", "--chat-template", template, "--chat-template-kwargs", "mark=XY"],
      ...["--date", "2020-02-03", "--thinking-tags", "<t>", "</t>"],
    ],
    shows: {
      "--thinking-tags": /thoughts \(<t> … <\/t>\) are taken out of answers/,
      "--system-prompt": /<system>Be quick\./,
      "--chat-template": /<user>What is 1\+1\?/,
      "--chat-template-kwargs": /^XY\|/m,
      "--date": /\|2020-02-03\|/,
    },
  },
  { base: chat, flags: ["--kv-cache-type", "q4_0"], shows: { "--kv-cache-type": /tokens of 288 B/ } },
  {
    base: chat,
    flags: ["--hf-type", "base", "--compat", "opencompass"],
    shows: { "--hf-type": /== Tasks of oc-tiny \(base,/, "--compat": /--compat has no effect/ },
  },
  {
    base: chat,
    flags: ["--max-seq-len", "40", "--max-out-len", "9", "--batch-size", "3", "--model-kwargs", "kv_cache_type=q8_0"],
    shows: {
      "--max-seq-len": /^gen .* 1 +18$/m,
      "--max-out-len": /^total .* 18$/m,
      "--batch-size": /^KV cache .* 768 tokens/m,
      "--model-kwargs": /tokens of 544 B/,
    },
  },
  {
    base: chat,
    flags: [
      ...["--engine", "node-llama-cpp", "--max-num-workers", "2", "--tokenizer-path", "onnx/tokenizer.json"],
      ...["--pad-token-id", "3"],
    ],
    shows: {
      "--engine": /generation reuses a sequence's last prompt/,
      "--max-num-workers": /2 workers: --max-num-workers 2/,
      "--tokenizer-path": /--tokenizer-path has no effect: a GGUF/,
      "--pad-token-id of generated answers": /--pad-token-id has no effect/,
    },
  },
  {
    base,
    flags: [
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
      ...["--generation-kwargs", "repetition_penalty=2", "--max-workers-per-gpu", "2", "--num-gpus", "1"],
      ...["--model-kwargs", "gpu_layers=2"],
    ],
    shows: {
      "--max-out-len of scored answers": /--max-out-len.* no effect/,
      "--overrule-out-len": /--overrule-out-len.* no effect/,
      "--min-out-len of scored answers": /--min-out-len.* no effect/,
      "--stop-words of scored answers": /--stop-words.* no effect/,
      "--seed of scored answers": /seed.* no effect/,
      "--batch-size of scored answers": /--batch-size.* no effect/,
      "--generation-kwargs of scored answers": /repetition_penalty.* no effect/,
      "--max-workers-per-gpu on a CPU": /--max-workers-per-gpu.* no effect|on the GPU/,
      "--num-gpus on a CPU": /--num-gpus.* no effect|on the GPU/,
      "--model-kwargs gpu_layers on a CPU": /gpu_layers has no effect|on the GPU/,
    },
  },
  {
    base: [...base.slice(0, 1), "--model", "onnx", ...dry],
    flags: ["--tokenizer-path", "tokenizer.json"],
    code: 2,
    shows: { "--tokenizer-path that does not exist": /tokenizer\.json.* does not exist|no file .*tokenizer\.json/ },
  },
  {
    base: ["--models", "oc_tiny", "--datasets", "gsm8k_gen", "--max-out-len", "9", ...dry],
    flags: ["--overrule-out-len"],
    shows: { "--overrule-out-len": /^total .* 18$/m },
  },
  {
    base: chat,
    flags: ["--min-out-len", "300"],
    code: 2,
    shows: { "--min-out-len above the limit": /minOutLen|--min-out-len/ },
  },
  {
    base: chat,
    flags: ["--device", "cuda"],
    code: 2,
    shows: { "--device": /cannot use cuda|no device/ },
  },
  {
    base: chat,
    flags: ["--device", "vulkan"],
    code: 2,
    shows: { "--device vulkan": /cannot use vulkan|no device/ },
  },
];

const ran: EvalCase[] = [
  {
    base: [...run, "-w", "plain"],
    flags: [
      ...["--generation-kwargs", "do_sample=True", "temperature=2", "--seed", "7", "--min-out-len", "12"],
      ...["--threads", "2", "-w", "sampled"],
    ],
    shows: {
      "--generation-kwargs": "other answers",
      "--seed": /"seed": 7/,
      "--min-out-len": /4 cut at the token limit/,
      "--threads": /CPU \(2 threads\)|CUDA|Vulkan/,
    },
  },
  {
    base: [...run, "-w", "plain"],
    flags: [
      ...["--stop-words", "D", "B", "--num-gpus", "1", "--log-format", "text", "--deterministic", "-w", "stopped"],
      ...["--hook", "cat >> hook.jsonl"],
    ],
    looksAt: ["hook.jsonl"],
    shows: {
      "--stop-words": /"prediction": ""/,
      "--num-gpus": /--num-gpus 1 (has no effect|was asked for, but no GPU)|CUDA|Vulkan/,
      "--log-format": /^\[\d{4}-\d\d-\d\d .*\[INFO\]/m,
      "--deterministic": /--deterministic: rows are asked one at a time/,
      "--work-dir": /Written to .*stopped\//,
      "--hook": /"event":"start"/,
    },
  },
  {
    base: [...run, "--max-seq-len", "50", "-w", "lacking"],
    flags: ["--tokenizer-kwargs", "truncation=error", "--partial"],
    code: 1,
    baseCode: 0,
    shows: { "--tokenizer-kwargs": /truncation=error cuts none/, "--partial": /partial: 3 of 4 rows/ },
  },
  {
    base: [...scoring, "-w", "scored"],
    flags: ["--pad-token-id", "275", "--metric", "ll.byte"],
    shows: { "--pad-token-id": "other answers", "--metric": /convention ll\.byte|by ll\.byte|ll\.byte/ },
  },
  {
    base: [...scoring, "-w", "scored"],
    flags: ["--peft-path", "lora.gguf"],
    shows: { "--peft-path": "other answers" },
  },
  {
    base: [...scoring, "--peft-path", "lora.gguf", "-w", "adapted"],
    flags: ["--peft-kwargs", "scale=0.5"],
    shows: { "--peft-kwargs": "other answers" },
  },
  {
    base: [...run, "-w", "plain"],
    flags: ["-r"],
    shows: { "--reuse": /4 rows reused/ },
  },
  {
    base: [...run, "-w", "plain"],
    flags: ["--cache", "answers", "--mode", "infer", "-w", "inferred"],
    looksAt: ["answers"],
    shows: { "--cache": /^answers\/\S/m },
    hides: { "--mode": /Evaluating stored answers/ },
  },
  {
    base: [...run, "-w", "plain"],
    flags: ["-w", "debugged", "--debug", "--retry", "1", "--stuck-after", "9", "--max-workers-per-gpu", "2"],
    shows: {
      "--debug": /--debug runs one task after the other/,
      "--retry": /--retry.* no effect/,
      "--stuck-after": /--stuck-after.* no effect/,
      "--max-workers-per-gpu": /--max-workers-per-gpu.* no effect/,
    },
  },
];

const refused: EvalCase[] = [
  {
    base: chat,
    flags: ["--num-gpus", "1", "--hf-num-gpus", "2"],
    shows: { "--hf-num-gpus": /--num-gpus and --hf-num-gpus contradict/ },
  },
  { base: chat, flags: ["--probe", "--deterministic"], shows: { "--probe": /--deterministic and --probe contradict/ } },
  { base: chat, flags: ["--lark"], shows: { "--lark": /--dry-run and --lark contradict/ } },
  { base: chat, flags: ["--slurm"], shows: { "--slurm": /--slurm and --dry-run contradict/ } },
  { base: chat, flags: ["--partition", "p"], shows: { "--partition": /--partition and --dry-run contradict/ } },
  { base: chat, flags: ["--qos", "q"], shows: { "--qos": /--qos and --dry-run contradict/ } },
  { base: chat, flags: ["--shard", "no.json"], shows: { "--shard": /no\.json/ } },
].map((each) => ({ ...each, code: 2, baseCode: 0 }));

export const evalCases: FlagCase[] = [...choices, ...planned, ...ran, ...refused].map((each) => ({
  ...each,
  command: "eval",
}));
