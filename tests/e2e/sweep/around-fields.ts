// The fields of a config beside its models and datasets, in the run of the datasets.

const subsets = ["d0", "e0"].map((dataset) => [dataset, "accuracy"]);
const group = (name: string, fields: object = {}) => ({ name, subsets, ...fields });

export const aroundDatasets = {
  summarizer: {
    datasetAbbrs: ["d0", "e0", "of-mean", "of-metric", "of-weights", "of-std", "of-sum", "of-harmony", "of-transforms"],
    summaryGroups: [
      group("of-mean"),
      group("of-metric", { metric: "own_metric" }),
      group("of-weights", { weights: { "d0@accuracy": 1, "e0@accuracy": 3 } }),
      group("of-std", { std: true }),
      group("of-sum", { sum: true }),
      group("of-harmony", { harmonicMean: true }),
      group("of-transforms", { transforms: { d0: "x + 10" } }),
    ],
  },
  hook: "echo configured-hook >> hooked.txt",
  larkBotUrl: "http://127.0.0.1:9/bot",
  eval: { runner: { type: "local", maxNumWorkers: 2, retry: 1 } },
  infer: { runner: { type: "local", maxNumWorkers: 2 }, partitioner: { type: "naive", n: 2 } },
};

/** In what the run shows. */
export const aroundSigns: Readonly<Record<string, RegExp>> = {
  "summarizer.datasetAbbrs[]": /^ e0 (?![\s\S]*^ d1 )/m,
  "summarizer.summaryGroups[].name": /^ of-mean +\| - +\| naive_average/m,
  "summarizer.summaryGroups[].subsets[]": /^ of-mean /m,
  "summarizer.summaryGroups[].metric": /^ of-metric +\| - +\| own_metric/m,
  "summarizer.summaryGroups[].weights{}": /^ of-weights +\| - +\| weighted_average/m,
  "summarizer.summaryGroups[].std": /^ of-std +\| - +\| standard_deviation/m,
  "summarizer.summaryGroups[].sum": /^ of-sum +\| - +\| sum/m,
  "summarizer.summaryGroups[].harmonicMean": /^ of-harmony +\| - +\| harmonic_mean/m,
  "summarizer.summaryGroups[].transforms{}": /^ of-transforms .* 30\.00 /m,
  workDir: /Written to \S*\/configured\//,
  hook: /^configured-hook$/m,
  larkBotUrl: /the Lark bot, told of the start, cannot be reached/,
  "infer.runner.local.maxNumWorkers": /2 workers/,
  "eval.runner.maxNumWorkers": /eval\.runner\.maxNumWorkers.* no effect/,
  "eval.runner.retry": /eval\.runner\.retry.* no effect/,
  "infer.partitioner.naive.type": /the partitioner "naive" cuts jobs for a cluster/,
};
