// The flags of `oc-local eval`, of which other commands share some.

import { shellWord } from "../../core/shell-quote.ts";
import { type Flag, type FlagTable, type FlagValues, longName, type Misfits, ungrouped } from "./flag.ts";
import { loadingFlags, modelChoiceFlags, promptingFlags, samplingFlags, thinkingFlags } from "./model-flags.ts";
import { clusterFlags, datasetFlags, runFlags, scoringFlags } from "./run-flags.ts";

/** Under their headings in --help. */
export const evalGroups = {
  "Which models": modelChoiceFlags,
  "How the models are prompted and sampled": { ...promptingFlags, ...samplingFlags, ...thinkingFlags },
  "How the models are loaded": loadingFlags,
  "Which datasets": datasetFlags,
  "How ppl and ll datasets are scored": scoringFlags,
  "The run": runFlags,
  "On a Slurm cluster": clusterFlags,
} as const satisfies Record<string, FlagTable>;

export const evalFlags = ungrouped(evalGroups);

export type EvalFlagName = keyof typeof evalFlags;
export type EvalFlags = FlagValues<typeof evalFlags>;

type None<T extends never> = T;
/** Does not compile where a flag's value does not fit the field that it goes to. */
export type MisfitsOfEval = None<Misfits<typeof evalFlags>>;

export function flagRows(): [EvalFlagName, Flag][] {
  return Object.entries(evalFlags) as [EvalFlagName, Flag][];
}

/** As messages call it. */
export function calledFlag(name: string, flags: FlagTable = evalFlags): string {
  const { short, isCalledShort } = flags[name] as Flag;
  return (isCalledShort && short) || longName(name);
}

/** For a command line: " --qos high", " --slurm"; "" where it is not given. */
export function flagWords(name: EvalFlagName, value: string | number | boolean | undefined): string {
  if (value === undefined || value === false) return "";
  const { short = longName(name) }: Flag = evalFlags[name];
  return value === true ? ` ${short}` : ` ${short} ${shellWord(String(value))}`;
}

/** The flag that sets a field of every model. */
export function flagOfModel(field: string): string {
  const [name] = flagRows().find(([, { to }]) => to === `model.${field}`) ?? [field];
  return calledFlag(name);
}

/** Flags of a kind, by their long names. */
export function flagsTaking(kind: Flag["takes"]): string[] {
  return flagRows().flatMap(([name, { takes }]) => (takes === kind ? [longName(name)] : []));
}
