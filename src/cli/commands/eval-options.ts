// `oc-local eval`: the flags, named as OpenCompass names them. The work is loaded when the command runs.

import { type Command, InvalidArgumentError, Option } from "commander";
import { parseRenderTime, renderTimeForm } from "../../core/render-time.ts";
import { helpNotes } from "../help-notes.ts";
import { refuseSwallowedConfig } from "../swallowed-config.ts";
import type { EvalFlags } from "./eval-flags.ts";

export function addEvalCommand(program: Command): void {
  const command = program
    .command("eval")
    .alias("run")
    .description("evaluate models on datasets: infer, score, summarise")
    .argument(
      "[config]",
      "a .ts, .js, .yaml or .json config file, or the name of a built-in one such as eval_chat_demo; .ts and .js files are " +
        "programs, which are executed: read a stranger's first",
    );
  addModelFlags(command);
  addDatasetFlags(command);
  addRunFlags(command);
  addClusterFlags(command);
  command.addHelpText("after", examples).action(async (config: string | undefined, flags: EvalFlags) => {
    refuseSwallowedFlags(command);
    if (flags.shard !== undefined) {
      const { runShard } = await import("./shard.ts");
      process.exitCode = await runShard(flags.shard);
      return;
    }
    const { withEarlyProcess } = await import("./early-process.ts");
    process.exitCode = await withEarlyProcess(opensModels(flags), async () => {
      const { runEval } = await import("./eval.ts");
      return runEval(config, flags);
    });
  });
}

function opensModels({ mode, debug }: EvalFlags): boolean {
  return mode !== "eval" && mode !== "viz" && !debug;
}

/** A flag that wants a value takes whatever comes next, also another flag or a config: that one would be lost in silence. */
export function refuseSwallowedFlags(command: Command): void {
  const known = command.options.flatMap(({ long }) => (long ? [long] : []));
  for (const [name, value] of Object.entries(command.opts<Record<string, unknown>>())) {
    const swallowed = [value].flat().find((item) => known.includes(String(item)));
    const flag = command.options.find((option) => option.attributeName() === name)?.long;
    if (swallowed !== undefined) command.error(`error: option '${flag}' has no value: '${swallowed}' follows it`);
  }
  refuseSwallowedConfig(command, process.argv.slice(2));
}

function addModelFlags(command: Command): void {
  addModelChoiceFlags(command);
  addPromptingFlags(command);
  addSamplingFlags(command);
  addThinkingFlag(command);
  addLoadingFlags(command);
}

export function addModelChoiceFlags(command: Command): void {
  command
    .optionsGroup("Which models:")
    .option(
      "--models <names...>",
      "models by name (oc-local list), built-in or your own, or paths as --model takes them",
    )
    .option(
      "--model <paths...>",
      "models by path: GGUF files, ONNX folders or files, folders that hold one model; repeatable",
    )
    .option("--hf-path <paths...>", "the same as --model")
    .option(
      "--model-dir <folders...>",
      "where the files of named models are looked for, some levels deep (else OC_LOCAL_MODELS, ./models)",
    )
    .option(
      "--config-dir <folder>",
      "folder with models/ and datasets/ of your own, whose .ts and .js files are executed (default: configs, beside the " +
        "config file and here)",
    );
}

/** What decides a prompt, its room and its end. */
export function addPromptingFlags(command: Command): void {
  command
    .optionsGroup("How the models are prompted and sampled:")
    .addOption(
      new Option("--hf-type <kind>", "kind of the model; default: chat when the file has a chat template").choices([
        "base",
        "chat",
      ]),
    )
    .option("--system-prompt <text>", "system message put before every chat prompt")
    .option("--chat-template <jinja>", "chat template, or a file that holds it; default: the model's own")
    .option("--chat-template-kwargs <pairs...>", "variables of the chat template, for example enable_thinking=false")
    .option("--date <date>", "date told to chat templates that ask for it; default: when the run starts", date)
    .option("--max-seq-len <tokens>", "most tokens of a prompt; default: the model's context", positiveInteger)
    .option("--max-out-len <tokens>", "most generated tokens (models given by path: 256)", positiveInteger)
    .option("--stop-words <texts...>", "generation ends before any of these texts");
}

export function addSamplingFlags(command: Command): void {
  command
    .option("--min-out-len <tokens>", "end tokens are banned before this many", count)
    .option("--generation-kwargs <pairs...>", "how texts are sampled")
    .option("--seed <number>", "seed of sampling", count)
    .option("--pad-token-id <id>", "token that perplexity leaves out; default: the model's own", count);
}

function addThinkingFlag(command: Command): void {
  command.option(
    "--thinking-tags <tags...>",
    'what begins and ends a thought ("<think>" "</think>"): thoughts are taken out before the answer is extracted, ' +
      "one without an end counts as cut; none leaves them in; also with -m eval (default: as the chat template marks them)",
  );
}

export function addLoadingFlags(command: Command): void {
  command
    .optionsGroup("How the models are loaded:")
    .option("--device <name>", "auto, cpu, cuda, cuda:N or vulkan; default: auto")
    .option("--num-gpus <count>", "GPUs of one model instance; 0: the CPU", count)
    .option("--hf-num-gpus <count>", "the same as --num-gpus", count)
    .option(
      "--threads <count>",
      "CPU threads of all workers together, at most as many as there are processors; default: all, 1 for a tiny model",
      positiveInteger,
    )
    .option("--batch-size <count>", 'sequences decoded in parallel, or "auto"', batchSize)
    .option(
      "--engine <name>",
      "inference engine: llama (native, the default) or node-llama-cpp for GGUF, onnx for ONNX models",
    )
    .option("--model-kwargs <pairs...>", "how the model is loaded")
    .option("--tokenizer-path <path>", "folder or tokenizer.json of an ONNX file that lies apart from it")
    .option("--tokenizer-kwargs <pairs...>", "what an overlong prompt loses")
    .option("--peft-path <files...>", "LoRA adapters, as GGUF files")
    .option("--peft-kwargs <pairs...>", "how the adapters are applied");
}

export function addDatasetFlags(command: Command): void {
  addDatasetChoiceFlags(command);
  addScoringFlags(command);
}

export function addDatasetChoiceFlags(command: Command): void {
  command
    .optionsGroup("Which datasets:")
    .option(
      "--datasets <names...>",
      "datasets by name (oc-local list); ceval means ceval_gen or ceval_ppl by model kind",
    )
    .option(
      "--data-dir <folder>",
      "data in the OpenCompass layout; default: OC_LOCAL_DATA, ./data, the samples of the package",
    )
    .option("--limit <rows>", "first N rows of each dataset entry (of each subject)", positiveInteger)
    .option("--range <slice>", 'a slice of the rows of each entry, for example "[10:20]"');
}

function addScoringFlags(command: Command): void {
  command
    .optionsGroup("How ppl and ll datasets are scored:")
    .option(
      "--metric <name>",
      "convention shown in the table: ppl, ppl.norm, ll.sum, ll.token, ll.byte, ll.char, ll.opencompass or clp; " +
        "all are stored, so -m viz shows another one without asking again (default: the dataset's own)",
    )
    .addOption(
      new Option(
        "--compat <way>",
        "ask and score OpenCompass's way also where it is unfair or an accident; the default is corrected",
      ).choices(["opencompass"]),
    );
}

function addRunFlags(command: Command): void {
  command
    .optionsGroup("The run:")
    .addOption(
      new Option(
        "-m, --mode <mode>",
        "which stages to run; eval scores stored answers again, by the references that the data holds now, also those in " +
          "the predictions/ of an OpenCompass run",
      )
        .choices(["all", "infer", "eval", "viz"])
        .default("all"),
    )
    .option(
      "-r, --reuse [timestamp]",
      "continue an earlier run (default: the latest): stored answers are not asked again, also where rows have moved, " +
        "references were corrected, or another model is added; a config that the run names is read again where you name it, or " +
        "where it is unchanged and you have run it on this machine; viz, eval and cases execute nothing that a run names",
    )
    .option("-w, --work-dir <folder>", "folder of the run folders; default: the config's, else outputs/default")
    .option(
      "--max-num-workers <count>",
      "most workers, each with a model of its own; they share rows and CPU threads (default: one for each GPU, one on the CPU); " +
        "with --slurm most jobs at the same time (default: 8)",
      positiveInteger,
    )
    .option("--max-workers-per-gpu <count>", "workers that share a GPU and its memory (default: 1)", positiveInteger)
    .option(
      "--retry <count>",
      "restarts of an inference process that dies, before the rows in flight are asked one by one " +
        "to find the one that kills it; with --slurm also how often a failed job is submitted again (default: 2)",
      count,
    )
    .option(
      "--stuck-after <seconds>",
      "an inference process of which a worker makes no step for so long is killed and started again (default: 1800)",
      positiveInteger,
    )
    .option(
      "--cache [folder]",
      "take answers that other runs gave to the same questions, and keep new ones for them (default: ~/.cache/oc-local/answers)",
    )
    .option(
      "--deterministic",
      "ask every row alone, in batches of a fixed shape, however slow: a run that was interrupted and continued ends " +
        "with byte-identical answers and scores",
    )
    .option("--partial", "score a dataset of which rows failed over the others, marked with their number")
    .option("--dry-run", "show config, tasks, prompts, token counts and the memory plan; load no weights")
    .option(
      "--probe",
      "with --dry-run: load the model, measure it for about ten seconds and estimate the time of the run",
    )
    .option(
      "--hook [command]",
      "run a command when the run starts, tasks fail and the run ends; it gets a report as JSON on standard input " +
        '(default: "hook" of the config)',
    )
    .option(
      "-l, --lark",
      'send these reports to a Feishu or Lark bot: "larkBotUrl" of the config, or OC_LOCAL_LARK_BOT_URL',
    )
    .addOption(
      new Option("--log-format <form>", "lines of the files in logs/ (default: json)").choices(["json", "text"]),
    )
    .option(
      "--debug",
      "run in this process, one task after the other, with the log on screen, and stacks where an engine fails",
    );
}

function addClusterFlags(command: Command): void {
  command
    .optionsGroup("On a Slurm cluster:")
    .option("--slurm", "run inference as an array of jobs, follow them, and evaluate here")
    .option("-p, --partition <name>", "partition of the jobs; default: the config's, else the cluster's")
    .option("--qos <name>", "quality of service of the jobs")
    .addOption(new Option("--shard <file>", "what a job of the array runs").hideHelp());
}

const examples = helpNotes(`
Examples:
  oc-local eval                                          the embedded model on the sample data
  oc-local eval --model ./internlm2-1_8b.gguf --datasets ceval_gen --data-dir ~/opencompass/data
  oc-local eval --models hf_internlm2_chat_1_8b --datasets demo_gsm8k_chat_gen demo_math_chat_gen
  oc-local eval eval_chat_demo --dry-run
  oc-local eval eval_chat_demo --dry-run --probe         how long it will take
  oc-local eval eval_chat_demo --slurm -p gpu --max-num-workers 16
  oc-local eval -r                                       continue the latest run

A command of several lines has a backslash as the last character of every line but the last; comments stand on lines of their own, in front of it.`);

function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("A whole number is expected, 0 or above.");
  return Number(text);
}

export function positiveInteger(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) === 0) throw new InvalidArgumentError("A whole number above 0 is expected.");
  return Number(text);
}

function date(text: string): string {
  if (parseRenderTime(text) === null) throw new InvalidArgumentError(`Write it as ${renderTimeForm}.`);
  return text;
}

function batchSize(text: string): number | "auto" {
  return text === "auto" ? "auto" : positiveInteger(text);
}
