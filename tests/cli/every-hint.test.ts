// Walks the source text: what hints name exists, and what a user can mend has a hint.

import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { expect, test } from "vitest";
import { addAgreeCommand } from "../../src/cli/commands/agree-options.ts";
import { addCasesCommand } from "../../src/cli/commands/cases-options.ts";
import { addDataCommand } from "../../src/cli/commands/data-options.ts";
import { addDoctorCommand } from "../../src/cli/commands/doctor-options.ts";
import { addEvalCommand } from "../../src/cli/commands/eval-options.ts";
import { addListCommand } from "../../src/cli/commands/list-options.ts";
import { addPromptCommand } from "../../src/cli/commands/prompt-options.ts";
import { errorSites, sourceTexts } from "../support/error-sites.ts";

const program = new Command("oc-local");
for (const add of [
  addEvalCommand,
  addListCommand,
  addCasesCommand,
  addPromptCommand,
  addDataCommand,
  addDoctorCommand,
  addAgreeCommand,
])
  add(program);

interface Place {
  file: string;
  text: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const sources: Place[] = sourceTexts(root, ".ts");
const sites: Place[] = errorSites(sources);

/** Hints that stand apart from their error. */
const others: Place[] = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/(?:hint|remedy|advice)\w*\s*(?:=|:)\s*([^;]*);/gi)].map(([, hint = ""]) => ({ file, text: hint })),
);

/** Of npm, of Slurm's commands. */
const foreign = new Set(["--no-optional", "--mem", "--me", "--max-old-space-size"]);

test("every flag that an error names is a flag of some command", () => {
  const commands = program.commands.flatMap((command) => [command, ...command.commands]);
  const flags = new Set(commands.flatMap(({ options }) => options.flatMap(({ long }) => long ?? [])));
  const named = [...sites, ...others].flatMap(({ file, text }) =>
    [...text.matchAll(/(?<![\w$-])--[a-z][a-z_-]*[a-z]/g)].map(([flag]) => `${flag} in ${file}`),
  );
  expect(named.length).toBeGreaterThan(50);
  const unknown = named.filter((each) => {
    const [flag = ""] = each.split(" ");
    return !flags.has(flag) && !foreign.has(flag);
  });
  expect(unknown).toEqual([]);
});

test("every command that an error names is one", () => {
  const commands = new Set(program.commands.flatMap((command) => [command.name(), ...command.aliases()]));
  const named = [...sites, ...others].flatMap(({ file, text }) =>
    [...text.matchAll(/(?:with|:|\(|;|,|run|than)\s*oc-local ([a-z]+)/g)].map(([, name = ""]) => ({ file, name })),
  );
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter(({ name }) => !commands.has(name))).toEqual([]);
});

const says = "the message says what to write instead";
const place = "the message names the place, what was expected and what was found";

const wrapped = "the tokenizer's own error around it has the hint";
const edited = "the config was edited while its run went on, and the message says so";
const ours = "only a defect of this package, or a check that was passed before, leads here";

/** Errors that refuse what a user gave, and have no hint: how many in the file, and why. */
const withoutHint: Record<string, [count: number, why: string]> = {
  "src/cli/flags/contradictions.ts": [2, says],
  "src/cli/flags/convert.ts": [1, says],
  "src/cli/flags/request.ts": [1, says],
  "src/cli/kwargs.ts": [1, says],
  "src/config/config-folder.ts": [1, ours],
  "src/config/parse.ts": [1, "every problem has its own remedy behind it, in the message"],
  "src/config/user-entries.ts": [1, place],
  "src/data/apply-reader.ts": [1, says],
  "src/doctor/model/sample-chat.ts": [1, ours],
  "src/engines/onnx/model/tokenizer-parts/decoders.ts": [1, wrapped],
  "src/engines/onnx/model/tokenizer-parts/normalizers.ts": [1, wrapped],
  "src/engines/onnx/model/tokenizer-parts/pattern.ts": [2, wrapped],
  "src/engines/onnx/model/tokenizer-parts/pre-tokenizers.ts": [2, wrapped],
  "src/prompt/chat-meta-template.ts": [2, place],
  "src/prompt/prompt-template.ts": [1, place],
  "src/prompt/raw-prompt-template.ts": [3, place],
  "src/prompt/sections.ts": [3, place],
  "src/apart/messages.ts": [1, "passes on the hint of an error that another process made"],
  "src/run/reader/named-datasets.ts": [1, edited],
  "src/plan/evaluation-parts.ts": [1, "what a config's own function says"],
  "src/ask/infer/worker.ts": [2, edited],
  "src/plan/partition/num-worker.ts": [1, says],
  "src/plan/partition/size.ts": [1, says],
  "src/plan/model-session.ts": [2, ours],
  "src/plan/open-dataset.ts": [1, says],
  "src/ask/slurm/run-shard.ts": [1, edited],
};

const mendable =
  /^UsageError|"(?:USAGE|CONFIG|UNKNOWN_NAME|MISSING_DATA|BAD_DATA|MODEL_FILE|DEVICE|TEMPLATE|WORKSPACE)"/;

test("what a user can mend has a hint, or says why none is needed", () => {
  const counts: Record<string, number> = {};
  for (const { file, text } of sites)
    if (mendable.test(text) && !/hint/.test(text)) counts[file] = (counts[file] ?? 0) + 1;
  const explained = Object.entries(withoutHint).map(([file, [count]]) => [file, count]);
  expect(counts).toEqual(Object.fromEntries(explained));
});
