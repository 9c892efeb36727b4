// Flags to an invocation: spellings are merged, contradictions refused, key=value lists parsed and checked.

import { resolve } from "node:path";
import { z } from "zod";
import { isModelPath } from "../../config/config-path.ts";
import {
  generationSchema,
  type ModelInput,
  placementSchema,
  tokenizerOptionsSchema,
} from "../../config/model-schema.ts";
import { parseConfig } from "../../config/parse.ts";
import { withTruncationSide } from "../../config/truncation.ts";
import { UsageError } from "../../core/errors.ts";
import { defaultCacheFolder, type Invocation, type LogFormat, type RunOptions } from "../../run/run-request.ts";
import { parseKwargs } from "../kwargs.ts";
import { refuseElsewhere } from "../kwargs-elsewhere.ts";

/** Flags as commander delivers them. */
export interface EvalFlags {
  models?: string[];
  datasets?: string[];
  model?: string[];
  hfPath?: string[];
  hfType?: "base" | "chat";
  modelKwargs?: string[];
  tokenizerPath?: string;
  tokenizerKwargs?: string[];
  generationKwargs?: string[];
  peftPath?: string[];
  peftKwargs?: string[];
  maxSeqLen?: number;
  maxOutLen?: number;
  minOutLen?: number;
  batchSize?: number | "auto";
  numGpus?: number;
  hfNumGpus?: number;
  padTokenId?: number;
  stopWords?: string[];
  thinkingTags?: string[];
  systemPrompt?: string;
  chatTemplate?: string;
  chatTemplateKwargs?: string[];
  device?: string;
  threads?: number;
  seed?: number;
  engine?: string;
  dataDir?: string;
  modelDir?: string[];
  configDir?: string;
  compat?: "opencompass";
  deterministic?: true;
  metric?: string;
  date?: string;
  limit?: number;
  range?: string;
  mode: "all" | "infer" | "eval" | "viz";
  reuse?: string | true;
  workDir?: string;
  maxNumWorkers?: number;
  maxWorkersPerGpu?: number;
  slurm?: boolean;
  partition?: string;
  qos?: string;
  /** File of a job on a cluster: the rows it asks. */
  shard?: string;
  retry?: number;
  stuckAfter?: number;
  partial?: boolean;
  cache?: string | true;
  dryRun?: boolean;
  probe?: boolean;
  hook?: string | true;
  lark?: boolean;
  logFormat?: LogFormat;
  debug?: boolean;
}

export function toInvocation(config: string | undefined, flags: EvalFlags, cwd: string): Invocation {
  refuseContradictions(flags);
  return {
    cwd,
    ...given("config", config),
    models: [...new Set(flags.models?.filter((model) => !isModelPath(model)))],
    modelPaths: [...(flags.models?.filter(isModelPath) ?? []), ...(flags.model ?? []), ...(flags.hfPath ?? [])],
    datasets: [...new Set(flags.datasets)],
    modelOverrides: modelOverrides(flags),
    ...given("compat", flags.compat),
    ...given("deterministic", flags.deterministic),
    ...given("date", flags.date),
    ...given("limit", flags.limit),
    ...given("range", flags.range),
    ...given("dataDir", flags.dataDir),
    ...given("configDir", flags.configDir),
    modelDirs: flags.modelDir ?? [],
  };
}

export function toRunOptions(flags: EvalFlags): RunOptions {
  return {
    mode: flags.mode,
    ...given("workDir", flags.workDir),
    ...given("metric", flags.metric),
    ...given("partial", flags.partial),
    ...given("cache", cacheFolder(flags.cache)),
    ...given("reuse", flags.reuse === true ? "latest" : flags.reuse),
    ...given("hook", flags.hook),
    ...given("lark", flags.lark),
    ...given("logFormat", flags.logFormat),
    debug: flags.debug ?? false,
    ...given("maxNumWorkers", flags.maxNumWorkers),
    ...given("maxWorkersPerGpu", flags.maxWorkersPerGpu),
    ...given("slurm", flags.slurm),
    ...given("partition", flags.partition),
    ...given("qos", flags.qos),
    ...given("retry", flags.retry),
    ...given("stuckAfterSeconds", flags.stuckAfter),
  };
}

function cacheFolder(given: string | true | undefined): string | undefined {
  return given === true ? defaultCacheFolder() : given && resolve(given);
}

function modelOverrides(flags: EvalFlags): Partial<ModelInput> {
  const numGpus = flags.numGpus ?? flags.hfNumGpus;
  // No GPU means the CPU, also where the device is left to us.
  const device = numGpus === 0 ? "cpu" : flags.device;
  return {
    ...given("kind", flags.hfType),
    ...given("maxSeqLen", flags.maxSeqLen),
    ...given("maxOutLen", flags.maxOutLen),
    ...given("minOutLen", flags.minOutLen),
    ...given("batchSize", flags.batchSize),
    ...given("numGpus", numGpus),
    ...given("padTokenId", flags.padTokenId),
    ...given("device", device),
    ...given("threads", flags.threads),
    ...given("engine", flags.engine),
    ...given("systemPrompt", flags.systemPrompt),
    ...given("chatTemplate", flags.chatTemplate),
    ...given("stopWords", flags.stopWords),
    ...given("thinkingTags", thinkingTags(flags.thinkingTags)),
    ...given("tokenizerPath", flags.tokenizerPath),
    ...given("chatTemplateKwargs", optionalKwargs("--chat-template-kwargs", flags.chatTemplateKwargs)),
    ...given("generation", generation(flags)),
    ...given("placement", placement(flags)),
    ...given("tokenizerOptions", tokenizerOptions(flags.tokenizerKwargs)),
    ...given("adapters", adapters(flags)),
  };
}

function thinkingTags(tags: string[] | undefined): ModelInput["thinkingTags"] {
  if (tags === undefined) return undefined;
  const [first, second, ...rest] = tags;
  if (tags.length === 1 && (first === "none" || first === "auto")) return first;
  if (first !== undefined && second !== undefined && rest.length === 0 && first !== second && first && second)
    return [first, second];
  throw new UsageError(`--thinking-tags: expected two tags, none or auto, found ${tags.map(shown).join(" ")}`, {
    hint: '--thinking-tags "<think>" "</think>": what begins and what ends a thought',
  });
}

function shown(text: string): string {
  return JSON.stringify(text);
}

function generation(flags: EvalFlags): z.input<typeof generationSchema> | undefined {
  const kwargs = optionalKwargs("--generation-kwargs", flags.generationKwargs);
  if (kwargs === undefined && flags.seed === undefined) return undefined;
  if (kwargs?.seed !== undefined && flags.seed !== undefined) {
    throw new UsageError("the seed is given by --seed and by --generation-kwargs: keep one");
  }
  if (kwargs?.do_sample === false && flags.seed !== undefined) {
    throw new UsageError("--seed and --generation-kwargs do_sample=False contradict each other", {
      hint: "greedy decoding uses no random numbers: leave --seed out, or set do_sample=True",
    });
  }
  return checkedPairs(generationSchema, "--generation-kwargs", { ...kwargs, ...given("seed", flags.seed) });
}

function placement({ modelKwargs, peftKwargs }: EvalFlags): z.input<typeof placementSchema> | undefined {
  const own = checked(placementSchema, "--model-kwargs", modelKwargs);
  const { trust_remote_code } = peftOptions(peftKwargs);
  // Said once of all: no remote code is ever run.
  return trust_remote_code === undefined ? own : { trust_remote_code, ...own };
}

function tokenizerOptions(args: string[] | undefined): z.input<typeof tokenizerOptionsSchema> | undefined {
  const flag = "--tokenizer-kwargs";
  return args && checkedPairs(tokenizerOptionsSchema, flag, withTruncationSide(parseKwargs(flag, args), flag));
}

function adapters({ peftPath, peftKwargs }: EvalFlags): { path: string; scale: number }[] | undefined {
  const { scale } = peftOptions(peftKwargs);
  if (peftPath === undefined && scale !== undefined)
    throw new UsageError("--peft-kwargs needs --peft-path: there is no adapter to scale");
  return peftPath?.map((path) => ({ path, scale: scale ?? 1 }));
}

export const peftSchema = z.strictObject({
  scale: z.number().exactOptional(),
  trust_remote_code: z.boolean().exactOptional().describe("accepted without effect: no remote code is ever run"),
});

function peftOptions(args: string[] = []): z.output<typeof peftSchema> {
  return parseConfig(peftSchema, parseKwargs("--peft-kwargs", args), "--peft-kwargs");
}

function optionalKwargs(flag: string, args: string[] | undefined) {
  return args === undefined ? undefined : parseKwargs(flag, args);
}

function checked<Schema extends z.ZodType>(schema: Schema, flag: string, args: string[] | undefined) {
  return args === undefined ? undefined : checkedPairs(schema, flag, parseKwargs(flag, args));
}

/** Only what was given, not the schema's defaults: a model's own settings stay in force beside it. */
function checkedPairs<Schema extends z.ZodType>(schema: Schema, flag: string, pairs: object): z.input<Schema> {
  refuseElsewhere(flag, pairs);
  parseConfig(schema, pairs, flag);
  return pairs as z.input<Schema>;
}

function refuseContradictions(flags: EvalFlags): void {
  const both = (a: string, b: string, why: string) => new UsageError(`${a} and ${b} contradict each other: ${why}`);
  const numGpus = flags.numGpus ?? flags.hfNumGpus;
  if (flags.numGpus !== undefined && flags.hfNumGpus !== undefined && flags.numGpus !== flags.hfNumGpus) {
    throw both("--num-gpus", "--hf-num-gpus", "they are two names of one setting");
  }
  if (flags.limit !== undefined && flags.range !== undefined) throw both("--limit", "--range", "both choose the rows");
  const device = flags.device?.toLowerCase();
  if (device === "cpu" && (numGpus ?? 0) > 0) throw both("--device cpu", "--num-gpus", "the CPU has no GPUs");
  if (device !== undefined && device !== "cpu" && device !== "auto" && numGpus === 0) {
    throw both(`--device ${flags.device}`, "--num-gpus 0", "no GPU means the CPU");
  }
  if (flags.hfType === "base" && (flags.chatTemplate ?? flags.systemPrompt ?? flags.chatTemplateKwargs) !== undefined) {
    throw both("--hf-type base", "--chat-template, --system-prompt", "a base model gets plain text, no chat template");
  }
  if ((flags.minOutLen ?? 0) > (flags.maxOutLen ?? Number.POSITIVE_INFINITY)) {
    throw both("--min-out-len", "--max-out-len", `${flags.minOutLen} is more than ${flags.maxOutLen}`);
  }
  if (flags.models !== undefined && (flags.model ?? flags.hfPath) !== undefined) {
    throw new UsageError(
      "--models and --model (--hf-path) are given: name all models behind --models, which takes names and paths",
    );
  }
  if (flags.partial && (flags.mode === "infer" || flags.mode === "viz"))
    throw both("--partial", `--mode ${flags.mode}`, "nothing is scored; score what is stored with --mode eval");
  if (flags.cache !== undefined && (flags.mode === "eval" || flags.mode === "viz" || flags.dryRun))
    throw both("--cache", flags.dryRun ? "--dry-run" : `--mode ${flags.mode}`, "no model is asked");
  const isManyAsked = (flags.maxNumWorkers ?? 1) > 1;
  if (device === "cpu" && flags.maxWorkersPerGpu !== undefined)
    throw both("--device cpu", "--max-workers-per-gpu", "the CPU has no GPUs; see --max-num-workers");
  if (flags.deterministic && typeof flags.batchSize === "number" && flags.batchSize > 1)
    throw both("--deterministic", `--batch-size ${flags.batchSize}`, "every row is asked alone");
  if (flags.deterministic && flags.probe)
    throw both("--deterministic", "--probe", "what is measured and estimated is work in full batches");
  const onCluster = (["slurm", "partition", "qos"] as const).find((name) => flags[name] !== undefined);
  if (onCluster !== undefined && (flags.mode === "eval" || flags.mode === "viz"))
    throw both(`--${onCluster}`, `--mode ${flags.mode}`, "no model is asked, so nothing is submitted");
  if (onCluster !== undefined && flags.dryRun)
    throw both(`--${onCluster}`, "--dry-run", "a dry run computes nothing, so nothing is submitted");
  if (onCluster !== undefined && flags.debug)
    throw both(`--${onCluster}`, "--debug", "debug runs inference in this process");
  if (onCluster !== undefined && flags.deterministic)
    throw both(`--${onCluster}`, "--deterministic", "numbers differ between machines by rounding");
  if (flags.dryRun && flags.mode !== "all")
    throw both("--dry-run", `--mode ${flags.mode}`, "a dry run computes nothing");
  const told = flags.lark ? "--lark" : flags.hook !== undefined ? "--hook" : flags.logFormat && "--log-format";
  if (told !== undefined && flags.mode === "viz") throw both("--mode viz", told, "only the table is made again");
  if (told !== undefined && flags.dryRun) throw both("--dry-run", told, "there is no run to tell of");
  if (flags.dryRun && flags.reuse !== undefined)
    throw both("--dry-run", "-r", "a dry run writes and reads no run folder");
  if (flags.probe && !flags.dryRun)
    throw new UsageError("--probe needs --dry-run: it estimates the time of a run that is not made", {
      hint: "a run shows the time that is left while it goes on",
    });
  if (flags.probe && isManyAsked)
    throw both("--probe", "--max-num-workers", "one model is loaded and measured, as one worker would use it");
}

/** `{ [key]: value }`, or nothing when the value is absent. */
function given<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}
