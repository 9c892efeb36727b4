// What should be said and is not yet, by the names of its cases: each is skipped visibly. Empty once everything is said.

const notices = "the notices on settings without effect do not say it yet";

export const comingWith: Readonly<Record<string, string>> = {
  "eval --pad-token-id of generated answers": notices,
  "eval --max-out-len of scored answers": notices,
  "eval --generation-kwargs of scored answers": notices,
  "eval --max-workers-per-gpu on a CPU": notices,
  "eval --num-gpus on a CPU": notices,
  "eval --model-kwargs gpu_layers on a CPU": notices,
  "eval --min-out-len above the limit": "a lower limit above the upper one is not refused yet",
  "agree --max-out-len": notices,
  "agree --num-gpus": notices,
  "models[].placement.gpu_layers": notices,
  "datasets[].evaluate.predRole": notices,
  "eval.runner.maxNumWorkers": notices,
  "eval.runner.retry": notices,
  "prompt --metric": "prompt does not say yet that it shows no scores",
};
