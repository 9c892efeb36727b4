// Config files that cannot be read, and settings that have no meaning.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { advised, offered } from "../follow-hint.ts";
import type { CommandCase } from "./command-case.ts";
import { goodDataset, model } from "./config-cases.ts";

const wholeText = "models: [oc_tiny]\ndatasets: [siqa_gen]\n";

/** A config file as text, and as the hint has it. */
function textCase(
  what: string,
  [file, text]: [file: string, text: string],
  says: string | RegExp,
  mended: (hint: string, text: string) => string,
): CommandCase {
  return {
    what: `a config file with ${what}`,
    args: ["eval", file, "--dry-run"],
    says,
    prepare: (cwd) => writeFileSync(join(cwd, file), text),
    follow({ hint, args, cwd }) {
      writeFileSync(join(cwd, file), mended(hint, text));
      return { args };
    },
  };
}

const texts: CommandCase[] = [
  textCase("a missing bracket", ["open.json", '{"models": ["oc_tiny"'], "open.json: not valid JSON", (hint) => {
    advised(hint, /(brackets, commas and quotes)/);
    return '{"models": ["oc_tiny"], "datasets": ["siqa_gen"]}';
  }),
  textCase(
    "a comment",
    ["note.json", '{"models": ["oc_tiny"], // mine\n"datasets": ["siqa_gen"]}'],
    "not valid JSON",
    (hint) => {
      advised(hint, /(comments are not JSON)/);
      return '{"models": ["oc_tiny"],\n"datasets": ["siqa_gen"]}';
    },
  ),
  textCase("an open list", ["open.yaml", wholeText.replace("]", "")], /open\.yaml:\d+:\d+: not valid YAML/, (hint) => {
    advised(hint, /(correct the text there)/);
    return wholeText;
  }),
  textCase(
    "an anchor in itself",
    ["loop.yaml", `${wholeText}infer: &x { runner: *x }\n`],
    "no finite value",
    (hint) => {
      advised(hint, /(write the value out)/);
      return wholeText;
    },
  ),
  textCase(
    "an error of its own",
    ["thrown.ts", "export default { models: [oc_tiny], datasets: [] };\n"],
    "thrown.ts: ",
    (hint) => {
      advised(hint, /(correct the file)/);
      return 'export default { models: ["oc_tiny"], datasets: ["siqa_gen"] };\n';
    },
  ),
  {
    what: "a folder as a config file",
    args: ["eval", "folder.json", "--dry-run"],
    says: "folder.json: expected a file, found a folder",
    prepare(cwd) {
      mkdirSync(join(cwd, "folder.json"));
      writeFileSync(join(cwd, "folder.json", "in-folder.yaml"), wholeText);
    },
    follow({ hint, args }) {
      advised(hint, /(name a config file that can be read)/);
      return { args: args.with(1, "folder.json/in-folder.yaml") };
    },
  },
];

type Fields = Record<string, unknown>;

/** One entry of a config, and what of it the hint has changed. */
function entryCase(
  what: string,
  { models = ["oc_tiny"], datasets = ["siqa_gen"] }: { models?: unknown[]; datasets?: unknown[] },
  says: string,
  mended: (hint: string) => { models?: unknown[]; datasets?: unknown[] },
): CommandCase {
  const file = `entry-${what.replaceAll(/\W+/g, "-")}.json`;
  const write = (cwd: string, config: Fields) => writeFileSync(join(cwd, file), JSON.stringify(config));
  return {
    what: `an entry with ${what}`,
    args: ["prompt", file, "--data-dir", "own"],
    says,
    prepare: (cwd) => write(cwd, { models, datasets }),
    follow({ hint, args, cwd }) {
      write(cwd, { models, datasets, ...mended(hint) });
      return { args };
    },
  };
}

const { infer, evaluate } = goodDataset();
const upstream = {
  abbr: "q",
  type: "JsonlDataset",
  path: "q.jsonl",
  reader_cfg: { input_columns: ["question"], output_column: "answer" },
};
const onQuestions = [{ ...upstream, infer_cfg: infer, eval_cfg: evaluate }];

const entries: CommandCase[] = [
  entryCase(
    "a misspelt part",
    { datasets: [{ ...upstream, infer_cgf: infer, eval_cfg: evaluate }] },
    'unknown field "infer_cgf"',
    (hint) => ({ datasets: [{ ...upstream, [offered(hint)]: infer, eval_cfg: evaluate }] }),
  ),
  entryCase(
    "a field of theirs beside ours",
    { models: [model({ run_cfg: { num_gpus: 0 }, numGpus: 0 })], datasets: onQuestions },
    '"run_cfg" and "numGpus" are one field',
    (hint) => ({ models: [model(advised(hint, /(keep one of the two)/) ? { numGpus: 0 } : {})] }),
  ),
  entryCase(
    "a number for run_cfg",
    { models: [model({ run_cfg: 1 })], datasets: onQuestions },
    "run_cfg: expected an object, found 1",
    (hint) => ({
      models: [model({ run_cfg: { ...JSON.parse(advised(hint, /"run_cfg": (\{[^}]*\})/)), num_gpus: 0 } })],
    }),
  ),
  entryCase(
    "a postprocessor that takes out no thoughts",
    { models: [model({ pred_postprocessor: { type: "first_option_postprocess" } })], datasets: onQuestions },
    "of a model's answers only thoughts are taken out",
    (hint) => ({
      models: [model({ pred_postprocessor: { type: advised(hint, /(extract_non_reasoning_content) with/) } })],
    }),
  ),
  entryCase(
    "settings of an adapter without one",
    { models: [model({ peft_kwargs: { scale: 2 } })], datasets: onQuestions },
    "peft_kwargs: there is no adapter",
    (hint) => ({ models: [model(advised(hint, /(leave peft_kwargs out)/) ? {} : { peft_kwargs: {} })] }),
  ),
  entryCase(
    "a loader that reads nothing",
    { datasets: [{ ...onQuestions[0], type: "tiny" }] },
    "reads no files of its own",
    (hint) => ({
      datasets: [{ ...onQuestions[0], type: advised(hint, /\b(jsonl)\b reads any/) }],
    }),
  ),
];

/** Entries of the user's own, in a folder of their own. */
function ownCase(
  what: string,
  files: Record<string, unknown>,
  [args, says]: [args: string[], says: string],
  follow: CommandCase["follow"],
): CommandCase {
  const folder = `own-${what.replaceAll(/\W+/g, "-")}`;
  return {
    what: `entries with ${what}`,
    args: [...args, "--config-dir", folder],
    says,
    prepare(cwd) {
      for (const [name, value] of Object.entries(files)) {
        mkdirSync(join(cwd, folder, name, ".."), { recursive: true });
        writeFileSync(join(cwd, folder, name), JSON.stringify(value));
      }
    },
    follow: (told) => follow({ ...told, cwd: join(told.cwd, folder) }),
  };
}

const mine = { path: "tiny.gguf", type: "HuggingFaceBaseModel" };

const own: CommandCase[] = [
  ownCase(
    "one name in two files",
    { "models/a.json": { doubled: mine }, "models/b.json": { doubled: mine } },
    [["prompt", "--models", "doubled", "--datasets", "siqa_ppl"], 'model "doubled" is ambiguous: it is defined in'],
    ({ hint, args, cwd }) => {
      advised(hint, /(rename it in one of them)/);
      writeFileSync(join(cwd, "models", "b.json"), JSON.stringify({ other: { ...mine, abbr: "other" } }));
      return { args };
    },
  ),
  ownCase(
    "an alias of nothing",
    { "datasets/mine.json": { variants: { mine_gen: onQuestions }, aliases: { mine: "mine_genn" } } },
    [
      ["prompt", "--models", "oc_tiny", "--datasets", "mine", "--data-dir", "own"],
      'alias "mine" points at no variant ("mine_genn")',
    ],
    ({ hint, args, cwd }) => {
      const file = join(cwd, "datasets", "mine.json");
      writeFileSync(file, readFileSync(file, "utf8").replace("mine_genn", offered(hint)));
      return { args };
    },
  ),
];

export const settingCases: readonly CommandCase[] = [...texts, ...entries, ...own];
