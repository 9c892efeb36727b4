// Flags that choose datasets, their rows and their scores, and those about the run and where it is computed.

import { dimensions } from "../../core/dimension.ts";
import { type Contradiction, type FlagTable, placedIn } from "./flag.ts";

const ownDataset = {
  flag: "customDatasetPath",
  why: "it says how a file of your own is asked",
  hint: "name the file with --custom-dataset-path",
};

export const datasetFlags = placedIn("", {
  datasets: {
    argument: "<names...>",
    text:
      "datasets by name (oc-local list); ceval means ceval_gen or ceval_ppl by model kind, " +
      "ceval_ppl/law and 'ceval_ppl/{law,logic}' parts of it, chat_OC15 all members of a collection that can be scored",
    takes: "names",
  },
  dimension: {
    argument: "<names...>",
    text:
      "of the datasets that are named, those that measure one of these; without --datasets and a config: " +
      "the default variants of all that do",
    takes: dimensions,
    to: "dimensions",
  },
  customDatasetPath: {
    argument: "<file>",
    text:
      "a .jsonl or .csv file of your own, asked beside --datasets: columns question, answer and, for multiple choice, A, B, C, …; " +
      "settings may stand in <file>.meta.json",
    to: "customDataset.path",
  },
  customDatasetDataType: {
    argument: "<type>",
    text: "mcq (multiple choice) or qa (question and answer); default: mcq where there are columns A and B",
    takes: ["mcq", "qa"],
    to: "customDataset.dataType",
    needs: ownDataset,
  },
  customDatasetInferMethod: {
    argument: "<method>",
    text: "gen, or ppl for multiple choice (default: gen)",
    takes: ["gen", "ppl"],
    to: "customDataset.inferMethod",
    needs: ownDataset,
  },
  customDatasetMetaPath: {
    argument: "<file>",
    text: "JSON with abbr, input_columns, output_column, options, human_prompt, bot_prompt … (default: <file>.meta.json)",
    to: "customDataset.metaPath",
    needs: ownDataset,
  },
  dataDir: {
    argument: "<folder>",
    text: "data in the OpenCompass layout; default: OC_LOCAL_DATA, ./data, the samples of the package",
    takes: "path",
  },
  limit: {
    argument: "<rows>",
    text: "first N rows of each dataset entry (of each subject)",
    takes: "positive",
    contradicts: [{ with: "range", why: "both choose the rows" }],
  },
  range: { argument: "<slice>", text: 'a slice of the rows of each entry, for example "[10:20]"' },
} as const satisfies FlagTable);

export const scoringFlags = placedIn("", {
  metric: {
    argument: "<name>",
    text:
      "convention shown in the table: ppl, ppl.norm, ll.sum, ll.token, ll.byte, ll.char, ll.opencompass or clp; " +
      "all are stored, so -m viz shows another one without asking again (default: the dataset's own)",
    to: "run.metric",
    idle: ["infer"],
  },
  compat: {
    argument: "<way>",
    text: "ask and score OpenCompass's way also where it is unfair or an accident; the default is corrected",
    takes: ["opencompass"],
  },
} as const satisfies FlagTable);

/** Flags about who is told of a run. */
const told = ["lark", "hook", "logFormat"] as const;
const isMany = (workers: unknown) => Number(workers) > 1;

export const runFlags = placedIn("run.", {
  mode: {
    short: "-m",
    argument: "<mode>",
    text:
      "which stages to run; eval scores stored answers again, by the references that the data holds now, also those in " +
      "the predictions/ of an OpenCompass run",
    takes: ["all", "infer", "eval", "viz"],
    default: "all",
    contradicts: [{ when: ["viz"], with: told, why: "only the table is made again" }],
  },
  reuse: {
    short: "-r",
    isCalledShort: true,
    argument: "[timestamp]",
    text:
      "continue an earlier run (default: the latest): stored answers are not asked again, also where rows have moved, " +
      "references were corrected, or another model is added; a config that the run names is read again where you name it, or " +
      "where it is unchanged and you have run it on this machine; viz, eval and cases execute nothing that a run names",
    takes: "run",
  },
  workDir: {
    short: "-w",
    isCalledShort: true,
    argument: "<folder>",
    text: "folder of the run folders; default: the config's, else outputs/default",
  },
  maxNumWorkers: {
    argument: "<count>",
    text:
      "most workers, each with a model of its own; they share rows and CPU threads (default: one for each GPU, one on the CPU); " +
      "with --slurm most jobs at the same time (default: 8)",
    takes: "positive",
    idle: ["eval", "viz"],
  },
  maxWorkersPerGpu: {
    argument: "<count>",
    text: "workers that share a GPU and its memory (default: 1)",
    takes: "positive",
    idle: ["eval", "viz"],
  },
  retry: {
    argument: "<count>",
    text:
      "restarts of an inference process that dies, before the rows in flight are asked one by one " +
      "to find the one that kills it; with --slurm also how often a failed job is submitted again (default: 2)",
    takes: "count",
    idle: ["eval", "viz", "dry-run"],
  },
  stuckAfter: {
    argument: "<seconds>",
    text: "an inference process of which a worker makes no step for so long is killed and started again (default: 1800)",
    takes: "positive",
    to: "run.stuckAfterSeconds",
    idle: ["eval", "viz", "dry-run"],
  },
  cache: {
    argument: "[folder]",
    text: "take answers that other runs gave to the same questions, and keep new ones for them (default: ~/.cache/oc-local/answers)",
    takes: "cache",
    contradicts: [
      { with: "dryRun", why: "no model is asked" },
      { with: "mode", and: ["eval", "viz"], why: "no model is asked" },
    ],
  },
  deterministic: {
    text:
      "ask every row alone, in batches of a fixed shape, however slow: a run that was interrupted and continued ends " +
      "with byte-identical answers and scores",
    to: "deterministic",
    contradicts: [
      { with: "batchSize", and: (size) => isMany(size) && String(size), why: "every row is asked alone" },
      { with: "probe", why: "what is measured and estimated is work in full batches" },
    ],
  },
  partial: {
    text: "score a dataset of which rows failed over the others, marked with their number",
    idle: ["dry-run"],
    contradicts: [
      { with: "mode", and: ["infer", "viz"], why: "nothing is scored; score what is stored with --mode eval" },
    ],
  },
  dryRun: {
    to: null,
    text:
      "show tasks, prompts, token counts and the memory plan, and write the config as resolved to configs/ in the work dir; " +
      "load no weights",
    contradicts: [
      { with: "mode", and: (mode) => mode !== "all" && String(mode), why: "a dry run computes nothing" },
      { with: told, why: "there is no run to tell of" },
      { with: "reuse", why: "a dry run writes and reads no run folder" },
    ],
  },
  probe: {
    to: null,
    text: "with --dry-run: load the model, measure it for about ten seconds and estimate the time of the run",
    needs: {
      flag: "dryRun",
      why: "it estimates the time of a run that is not made",
      hint: "a run shows the time that is left while it goes on",
    },
    contradicts: [
      { with: "maxNumWorkers", and: isMany, why: "one model is loaded and measured, as one worker would use it" },
    ],
  },
  hook: {
    argument: "[command]",
    text:
      "run a command when the run starts, tasks fail and the run ends; it gets a report as JSON on standard input " +
      '(default: "hook" of the config)',
    takes: "anyText",
  },
  lark: {
    short: "-l",
    text: 'send these reports to a Feishu or Lark bot: "larkBotUrl" of the config, or OC_LOCAL_LARK_BOT_URL',
  },
  logFormat: { argument: "<form>", text: "lines of the files in logs/ (default: json)", takes: ["json", "text"] },
  debug: {
    text: "run in this process, one task after the other, with the log on screen, and stacks where an engine fails",
  },
} as const satisfies FlagTable);

const onlyHere: readonly Contradiction[] = [
  { with: "mode", and: ["eval", "viz"], why: "no model is asked, so nothing is submitted" },
  { with: "dryRun", why: "a dry run computes nothing, so nothing is submitted" },
  { with: "debug", why: "debug runs inference in this process" },
  { with: "deterministic", why: "numbers differ between machines by rounding" },
];

export const clusterFlags = placedIn("run.", {
  slurm: { text: "run inference as an array of jobs, follow them, and evaluate here", contradicts: onlyHere },
  partition: {
    short: "-p",
    argument: "<name>",
    text: "partition of the jobs; default: the config's, else the cluster's",
    contradicts: onlyHere,
  },
  qos: { argument: "<name>", text: "quality of service of the jobs", contradicts: onlyHere },
  shard: { argument: "<file>", text: "what a job of the array runs", isHidden: true, to: null },
} as const satisfies FlagTable);
