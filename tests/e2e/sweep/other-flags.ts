// The flags of the commands that run nothing: prompt, cases, doctor, list.

import type { FlagCase } from "./flag-case.ts";

type OwnCase = Omit<FlagCase, "command">;

const asked = ["gen.json", "--models", "oc_tiny"];
const template =
  "{{ mark }}|{{ strftime_now('%Y-%m-%d') }}|{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}";

const promptCases: OwnCase[] = [
  {
    base: ["--models", "oc_tiny", "--datasets", "siqa_gen", "gsm8k_gen"],
    flags: ["--dimension", "mathematics"],
    shows: {},
    hides: { "--dimension": /siqa/ },
  },
  {
    base: asked,
    flags: [
      ...["--json", "--row", "-1", "--no-tokens", "--max-out-len", "9", "--stop-words", "x"],
      ...["--system-prompt", "Be quick.", "--chat-template", template, "--chat-template-kwargs", "mark=XY"],
      ...["--date", "2020-02-03"],
    ],
    shows: {
      "--json": /^\{"dataset":"gen"/m,
      "--row": /Which is a metal/,
      "--max-out-len": /"maxOutLen":9/,
      "--stop-words": /"stopWords":\["x"\]/,
      "--system-prompt": /<system>Be quick/,
      "--chat-template": /<user>/,
      "--chat-template-kwargs": /"XY\|/,
      "--date": /2020-02-03/,
    },
  },
  {
    base: ["--models", "oc_tiny", "--datasets", "gsm8k_gen", "--max-out-len", "9"],
    flags: ["--overrule-out-len"],
    shows: { "--overrule-out-len": /at most 9 tokens/ },
  },
  {
    base: ["--models", "oc_tiny_base", "--datasets", "tiny_ceval_ppl", "--row", "3"],
    flags: ["--no-tokens", "--entries", "all", "--limit", "7"],
    hides: { "--no-tokens": /^-- tokens/m },
    shows: { "--entries": /vocabulary/, "--limit": /row 3 of 7/ },
  },
  {
    base: ["--models", "oc_tiny_base", "--datasets", "siqa_ppl"],
    flags: ["--datasets", "siqa_gen", "--range", "[2:5]", "--diff", "siqa_ppl", "--engine", "node-llama-cpp"],
    shows: { "--datasets": /siqa_gen/, "--diff": /^\+/m },
  },
  {
    base: ["--models", "oc_tiny_base", "--datasets", "siqa_ppl"],
    flags: ["--range", "[2:5]", "--engine", "nothing"],
    code: 2,
    shows: { "--engine": /engine.*nothing|nothing.*engine/ },
  },
  {
    base: asked,
    flags: [
      ...["--range", "[1:3]", "--hf-type", "base", "--max-seq-len", "40", "--tokenizer-kwargs", "truncation=right"],
      ...["--tokenizer-path", "onnx/tokenizer.json", "--compat", "opencompass"],
    ],
    shows: {
      "--range": /row 0 of 2/,
      "--hf-type": /plain text/,
      "--max-seq-len": /at most 40 fit/,
      "--tokenizer-kwargs": /right|behind|from the end/,
      "--tokenizer-path": /--tokenizer-path has no effect/,
      "--compat": /--compat has no effect/,
    },
  },
  { base: ["gen.json"], flags: ["--models", "oc_tiny_base"], shows: { "--models": /, oc-tiny-base$/m } },
  { base: ["gen.json"], flags: ["--model", "M.gguf"], shows: { "--model": /, M$/m } },
  { base: ["gen.json"], flags: ["--hf-path", "M.gguf"], shows: { "--hf-path": /, M$/m } },
  {
    base: ["gen.json", "--models", "hf_internlm2_1_8b"],
    baseCode: 2,
    flags: ["--model-dir", "found"],
    shows: { "--model-dir": /, internlm2/ },
  },
  {
    base: ["gen.json", "--models", "mine"],
    baseCode: 2,
    flags: ["--config-dir", "own"],
    shows: { "--config-dir": /, mine$/m },
  },
  {
    base: ["--datasets", "siqa_gen"],
    flags: ["--data-dir", "found"],
    code: 2,
    shows: { "--data-dir": /found\/siqa/ },
  },
  { base: [...asked], flags: ["--metric", "ll.byte"], shows: { "--metric": /--metric has no effect/ } },
];

const stored = ["plain"];
const casesCases: OwnCase[] = [
  {
    base: stored,
    flags: ["--json", "--limit", "1", "--kind", "unextracted", "--models", "oc-tiny", "--datasets", "gen"],
    shows: { "--json": /^\{"type":"dataset"/m },
  },
  { base: stored, flags: ["--limit", "1"], shows: { "--limit": /1 of \d rows shown/ } },
  { base: stored, flags: ["--kind", "cut"], shows: {}, hides: { "--kind": /^wrong: \d/m } },
  { base: stored, flags: ["--full"], shows: {}, hides: { "--full": /characters before/ } },
  { base: stored, flags: ["--audit"], shows: { "--audit": /rows in dispute/ } },
  { base: ["scored"], flags: ["--metric", "ll.byte"], shows: { "--metric": /by --metric ll\.byte/ } },
  { base: stored, flags: ["--models", "nobody"], code: 2, shows: { "--models": /the run has no model "nobody"/ } },
  {
    base: stored,
    flags: ["--datasets", "nothing"],
    code: 2,
    shows: { "--datasets": /the run has no dataset "nothing"/ },
  },
];

const doctorCases: OwnCase[] = [
  {
    base: [],
    flags: ["--models", "hf_internlm2_1_8b", "--model-dir", "found", "--data-dir", "sample-data", "--json"],
    shows: {
      "--model-dir": /found\/internlm2-1_8b\.gguf/,
      "--json": /^\[$/m,
      "--models": /internlm2-1_8b/,
      "--data-dir": /sample-data/,
    },
  },
  { base: [], flags: ["--model", "no.gguf"], code: 2, shows: { "--model": /no\.gguf does not exist/ } },
  { base: [], flags: ["--models", "nobody"], code: 2, shows: { "--models": /no model named "nobody"/ } },
  { base: [], flags: ["--data-dir", "no"], code: 2, shows: { "--data-dir": /--data-dir names .*no, but/ } },
].map((each) => ({ ...each, baseCode: 0 }));

const listCases: OwnCase[] = [
  {
    base: ["mine", "oc_tiny"],
    flags: ["--config-dir", "own", "--json"],
    shows: { "--config-dir": /"mine"/, "--json": /^\{\n *"models"/m },
  },
  {
    base: ["siqa_ppl_ced5f6", "--json"],
    flags: ["--data-dir", "own"],
    shows: { "--data-dir": /"rows": null/ },
  },
  {
    base: ["siqa_gen", "humaneval_gen"],
    flags: ["--dimension", "code"],
    shows: {},
    hides: { "--dimension": /siqa_gen/ },
  },
];

const named = (command: FlagCase["command"], cases: OwnCase[]) => cases.map((each): FlagCase => ({ ...each, command }));

export const otherCases: FlagCase[] = [
  ...named("prompt", promptCases),
  ...named("cases", casesCases),
  ...named("doctor", doctorCases),
  ...named("list", listCases),
];
