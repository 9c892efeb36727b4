// Every field of a dataset's entry, each tried by an entry of its own in one run, beside an entry without it.

import type { Signs } from "./field-case.ts";
import { type DatasetEntry, generated, scored } from "./inputs.ts";

export interface DatasetCase extends Signs {
  field: string;
  entry: DatasetEntry;
  /** What it is compared with. */
  beside: DatasetEntry;
}

type Change = (entry: DatasetEntry) => Record<string, unknown>;
type Part = "reader" | "infer" | "evaluate" | "source";

const within =
  (part: Part, fields: object): Change =>
  (entry) => ({ [part]: { ...entry[part], ...fields } });
const evaluate = (fields: object) => within("evaluate", fields);
const asking = (template: unknown, fields: object = {}) => within("infer", { promptTemplate: { template, ...fields } });

const question = "{q}\nA. {A}\nB. {B}\nC. {C}\nAnswer: ";
const turns = [
  { role: "HUMAN", prompt: question },
  { role: "BOT", prompt: "{a}" },
];
const opening = (item: object, round: object[] = turns) => asking({ begin: [{ role: "HUMAN", ...item }], round });
const shots = { retriever: { type: "fix-k", fixIdList: [0] }, iceTemplate: { template: "Shown {q} {a}" } };
const placed = within("infer", {
  ...shots,
  promptTemplate: { template: `</E>${question}`, iceToken: "</E>" },
});
const byLikelihood = within("infer", {
  promptTemplate: { template: { A: "{A}\n{q}", B: "{B}\n{q}", C: "{C}\n{q}" } },
  inferencer: { type: "log-likelihood" },
});
const voting = within("infer", { inferencer: { type: "self-consistency", scSize: 2 } });
const aside = opening({ prompt: "Aside." });

type Row = [field: string, kind: typeof generated, changes: Change[], beside: Change[], signs: Signs];

const other = { answers: "other" } as const;
const rows: Row[] = [
  ["reader.trainRange", generated, [placed, ranged("trainRange", "[2:4]")], [placed], other],
  ["reader.testRange", generated, [ranged("testRange", "[2:4]")], [], { plan: /^\S+ +\w{6} +gen +2 /m }],
  [
    "infer.promptTemplate.template.round[]",
    generated,
    [asking({ round: [{ role: "HUMAN", prompt: "Other {q}" }] })],
    [],
    { answers: /Other What/ },
  ],
  ["infer.promptTemplate.template.begin.prompt", generated, [aside], [], { answers: /Aside\./ }],
  [
    "infer.promptTemplate.template.begin.fallback_role",
    generated,
    [opening({ role: "TEACHER", fallback_role: "HUMAN", prompt: "Taught." })],
    [],
    { answers: /Taught\./ },
  ],
  [
    "infer.promptTemplate.template.begin.begin",
    generated,
    [opening({ prompt: "Aside.", begin: "<i>" })],
    [aside],
    { answers: /<i>Aside\./ },
  ],
  [
    "infer.promptTemplate.template.begin.end",
    generated,
    [opening({ prompt: "Aside.", end: "</i>" })],
    [aside],
    { answers: /Aside\.<\/i>/ },
  ],
  [
    "infer.promptTemplate.template.begin.generate",
    generated,
    [
      asking({
        round: [
          { role: "HUMAN", prompt: question },
          { role: "BOT", prompt: "Well", generate: false },
        ],
      }),
    ],
    [
      asking({
        round: [
          { role: "HUMAN", prompt: question },
          { role: "BOT", prompt: "Well" },
        ],
      }),
    ],
    other,
  ],
  [
    "infer.promptTemplate.template.end",
    scored,
    [asking({ A: ending("{A}"), B: ending("{B}"), C: ending("{C}") })],
    [],
    { answers: /Over\./ },
  ],
  [
    "infer.promptTemplate.sepToken",
    generated,
    [asking(`</S>${question}`, { sepToken: "</S>" })],
    [asking(`</S>${question}`)],
    other,
  ],
  [
    "infer.promptTemplate.upstreamType",
    generated,
    [asking({ round: turns }, { upstreamType: "Mine" })],
    [],
    { plan: "other" },
  ],
  ["infer.iceTemplate", generated, [placed], [], { answers: /Shown What is 1\+1/ }],
  ["infer.retriever.type", generated, [placed], [placed, within("infer", { retriever: { type: "zero" } })], other],
  ["infer.inferencer", scored, [byLikelihood], [], { plan: /^\S+ +\w{6} +ll /m }],
  [
    "continuation.after",
    scored,
    [byLikelihood, () => ({ continuation: { after: "\n" } })],
    [byLikelihood],
    { answers: "other" },
  ],
  [
    "continuation.column",
    scored,
    [byLikelihood, () => ({ continuation: { column: "q" } })],
    [byLikelihood],
    { answers: "other" },
  ],
  [
    "literalBraces[]",
    generated,
    [asking(`{name} ${question}`), () => ({ literalBraces: ["name"] })],
    [],
    { answers: /\{name\} / },
  ],
  ["compat", scored, [byLikelihood, () => ({ compat: "opencompass" })], [byLikelihood], { run: "other" }],
  ["evaluate.evaluator", generated, [evaluate({ evaluator: { type: "rouge" } })], [], { run: "other" }],
  ["evaluate.predPostprocessor", generated, [], [evaluate({ predPostprocessor: undefined })], { run: "other" }],
  [
    "evaluate.datasetPostprocessor",
    generated,
    [evaluate({ datasetPostprocessor: { type: "first-number" } })],
    [],
    { run: "other" },
  ],
  ["evaluate.scSize", generated, [voting, evaluate({ scSize: 2 })], [voting], { run: "other" }],
  ["evaluate.chance", generated, [evaluate({ chance: 0.75 })], [], { run: /"expected": 75,/ }],
  [
    "evaluate.emptyReferences",
    generated,
    [within("reader", { outputColumn: "e" }), evaluate({ emptyReferences: true })],
    [within("reader", { outputColumn: "e" })],
    { run: "other" },
  ],
  ["evaluate.predRole", generated, [evaluate({ predRole: "BOT" })], [], { plan: /evaluate\.predRole has no effect/ }],
];

function ranged(field: string, range: string): Change {
  return within("reader", { [field]: range });
}

function ending(option: string) {
  return { round: [{ role: "HUMAN", prompt: `{q}\nAnswer: ${option}` }], end: "Over." };
}

/** Their entries by names of their own: case i is `d<i>`, what it is compared with `e<i>`. */
export function datasetCases(folder: string): DatasetCase[] {
  const made = (kind: typeof generated, changes: Change[], abbr: string) => {
    const entry = { ...kind(folder), abbr };
    for (const change of changes) Object.assign(entry, change(entry));
    return entry;
  };
  return rows.map(([field, kind, changes, beside, signs], i) => ({
    field,
    entry: made(kind, changes, `d${i}`),
    beside: made(kind, beside, `e${i}`),
    ...signs,
  }));
}
