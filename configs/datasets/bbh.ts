// BIG-Bench Hard (Suzgun et al. 2022, arXiv:2210.09261): 27 tasks of reasoning. Prompts are those of OpenCompass a5acc4bb. Three
// examples are written into the prompts.

import { type DatasetConfig, defineDataset, readJson } from "oc-local";
import { type BbhTask, bbhTasks } from "./_bbh-hints.ts";
import { asObject, objectsOf } from "./_fields.ts";
import { askZeroShot, type Evaluate, human, type Infer } from "./_pieces.ts";
import { bbhGroups } from "./_summary-groups.ts";

const byLetter: Evaluate = {
  evaluator: { type: "bbh-mcq" },
  predRole: "BOT",
  predPostprocessor: { type: "bbh-mcq" },
  datasetPostprocessor: { type: "bbh-mcq" },
};
const byWords: Evaluate = { evaluator: { type: "bbh" }, predRole: "BOT" };

const question = "Question: {input}\n You must give your final answer by starting with 'So the answer is' ";
const follow = "Follow the given examples and answer the question.\n";
const short = { maxOutLen: 512 };

export default defineDataset({
  title: "BIG-Bench Hard: 27 tasks that language models found hard",
  dimensions: ["reasoning"],
  load: async (path, { name }) => objectsOf(asObject(await readJson(`${path}/${name}.json`), path), "examples", path),
  groups: bbhGroups,
  variants: {
    bbh_gen_ee62e9: () => entries((task) => ask(stepByStep(task))),
    bbh_gen_5b92b0: () => entries((task) => ask(stepByStep(task), short)),
    bbh_gen_4a31fa: () =>
      entries((task) =>
        ask(`${stepByStep(task)} And you must give your final answer by starting with 'So the answer is' `, short),
      ),
    bbh_gen_5bf00b: () => entries((task) => ask(shown(task, ""), short)),
    bbh_gen_98fba6: () => entries((task) => askZeroShot(stepByStep(task), { ...short, stoppingCriteria: ["Q:"] })),
    bbh_new_gen: () => entries((task) => askZeroShot(stepByStep(task), { stoppingCriteria: ["Q:"] })),
    bbh_0shot_nocot_gen_655e66: () => entries(() => ask(`${follow}\n${question}`)),
    bbh_0shot_nocot_gen_925fc4: () => entries(() => ask(question, short)),
    bbh_0shot_nocot_gen_ea7952: () =>
      entries(({ hasOptions }) => ask(hasOptions ? question : `${follow}\n${question}`, short)),
  },
  aliases: { bbh_gen: "bbh_gen_ee62e9" },
});

function entries(infer: (task: BbhTask) => Infer): DatasetConfig[] {
  return bbhTasks.map((task) => ({
    abbr: `bbh-${task.name}`,
    source: { type: "bbh", path: "BBH/data", name: task.name },
    reader: { inputColumns: ["input"], outputColumn: "target" },
    infer: infer(task),
    evaluate: task.hasOptions ? byLetter : byWords,
  }));
}

function ask(prompt: string, options: Record<string, unknown> = {}): Infer {
  return askZeroShot({ round: [human(prompt)] }, options);
}

function shown({ hint }: BbhTask, beginning: string): string {
  return `${follow}${hint}\n\nQ: {input}\nA: ${beginning}`;
}

function stepByStep(task: BbhTask): string {
  return shown(task, "Let's think step by step.");
}
