// Errors of the parts: configs, data, prompts, engines, inferencers, evaluators, postprocessors whose hint no case follows, and why.

import type { NotFollowed } from "./not-followed.ts";

const gpu = "needs a machine with a GPU";
const rawMessages = "no config can hold such a template: golden cases alone make one";
const ours = "only a defect of ours would make it: what asks the engine checks this first";
const brokenInstallation = "needs an installation that lacks a part of the package or of what it depends on";
const checkedEarlier = "the plan of a run refuses such a model first, with a hint that a case follows";

export const notFollowedOfParts: readonly NotFollowed[] = [
  ["src/data/data-root.ts", "no data folder: neither", brokenInstallation],
  ["src/data/label-rows.ts", "and n is", "no config can set n and k: golden cases alone do"],
  [
    "src/engines/gguf/token-texts.ts",
    "became shorter while it was in use",
    "needs a file that is cut while it is read",
  ],
  ["src/engines/llama/library.ts", "there is", gpu],
  ["src/engines/llama/load-addon.ts", "there is no native engine", brokenInstallation],
  ["src/engines/llama/native-error.ts", "OcLocalError(code ===", "needs memory that runs out inside llama.cpp"],
  ["src/engines/node-llama-cpp/library.ts", "node-llama-cpp would spread the model over", gpu],
  ["src/engines/node-llama-cpp/load.ts", "has the", "the native engine's check of the same model comes first"],
  [
    "src/engines/node-llama-cpp/sampling.ts",
    "this version of node-llama-cpp cannot ban end tokens",
    brokenInstallation,
  ],
  [
    "src/engines/node-llama-cpp/slot.ts",
    "no token could be drawn for request",
    "the same of the native engine is followed",
  ],
  [
    "src/engines/onnx/compute/decoder.ts",
    "where memory ran out: lower --batch-size or --max-seq-len",
    "needs memory that runs out inside onnxruntime",
  ],
  [
    "src/engines/onnx/compute/self-check.ts",
    "going on from past key values gives other numbers than the whole text",
    "needs a graph that computes something else from its cache",
  ],
  ["src/engines/onnx/model/read-onnx-model.ts", "does not say what context it was trained for", checkedEarlier],
  ["src/engines/onnx/runtime-package.ts", "ONNX models need", brokenInstallation],
  ["src/engines/onnx/runtime-package.ts", "cannot be loaded", brokenInstallation],
  ["src/engines/open-checks.ts", "does not say what context it was trained for", checkedEarlier],
  ["src/engines/open-checks.ts", "of memory", "needs a model larger than the memory of the machine"],
  ["src/engines/scheduler/check-request.ts", "asks from token", ours],
  ["src/engines/scheduler/check-request.ts", "tokens, the context holds", ours],
  ["src/engines/scheduler/check-request.ts", "has an empty prompt", ours],
  ["src/engines/scheduler/check-request.ts", "has a prompt of", ours],
  ["src/engines/scheduler/check-request.ts", "holds token", ours],
  ["src/engines/scheduler/flow-guard.ts", "the engine is closed", ours],
  ["src/engines/scheduler/flow-guard.ts", "was called while", ours],
  [
    "src/evaluators/option-sim.ts",
    "option-sim needs the texts of the options",
    "needs answers that were stored for an evaluator without them",
  ],
  [
    "src/inferencers/fit-prompt.ts",
    "the prompt is empty: it has no token to start from",
    "needs a model whose tokenizer puts no BOS in front of an empty text",
  ],
  [
    "src/postprocess/text/chinese-words.ts",
    "Chinese text cannot be cut into words: @node-rs/jieba cannot be loaded",
    brokenInstallation,
  ],
  [
    "src/prompt/chat-meta-template.ts",
    "a meta template of chat messages only fits datasets that ask with chat messages",
    rawMessages,
  ],
  ["src/prompt/examples.ts", "is out of range: the train split has", "each retriever refuses such an id first"],
  ["src/prompt/lm-meta-template.ts", "of role", "the schema of a model refuses such a role first"],
  ["src/prompt/lm-meta-template.ts", "this dataset asks with chat messages, which only chat models take", rawMessages],
  [
    "src/prompt/prompt-builder.ts",
    "infer.iceTemplate holds chat messages, but infer.promptTemplate does not",
    rawMessages,
  ],
];
