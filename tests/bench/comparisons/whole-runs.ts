// Whole runs against each other: many small datasets against one of the same rows, two workers against one.

import { availableParallelism } from "node:os";
import type { Invocation } from "../../../src/job/invocation.ts";
import type { Comparison, Side } from "../compare.ts";
import { type InferenceTimes, runInference, withTempFolder } from "../inference-run.ts";
import { Unavailable } from "../peers/unavailable.ts";
import { atLeast, atMost } from "../row.ts";
import type { Setup } from "../setup.ts";
import { type Mode, type Row, type SubjectsShape, subjectTables, writeSubjects } from "../workloads/subjects.ts";

const subjects: SubjectsShape = { subjects: 52, rowsPerSubject: 4, shotWords: 16, questionWords: 12 };
const subjectOutput = 8;

/**
 * Time after the model is open: starting is the same on both sides, and would hide what is compared. One thread: on a busy machine
 * several wait for each other, and the row is about gaps.
 */
export function subjectsAsOneDataset(setup: Setup): Comparison[] {
  return (["gen", "ppl"] as const).map((mode) => {
    const side = (tables: (tables: Row[][]) => Row[][]) => async (): Promise<Side> => {
      const model = { path: await setup.model(), device: setup.backend, threads: 1 };
      return {
        description: `a run of one thread, ${subjects.subjects * subjects.rowsPerSubject} rows`,
        measure: async (repetition) => {
          const asked = {
            tables: tables(subjectTables(setup.words, subjects, repetition)),
            mode,
            outputTokens: subjectOutput,
          };
          return rateOf(await timesOf({ ...asked, model }), "askingSeconds");
        },
      };
    };
    return {
      title: `${subjects.subjects} subjects of ${subjects.rowsPerSubject} rows (${mode}) as one dataset of the same rows`,
      facts: ["tokens/s: of all prompts, each counted whole, and answers"],
      leastRepetitions: 5,
      sides: { subjects: side((tables) => tables), "one dataset": side((tables) => [tables.flat()]) },
      rows: [
        {
          ...atMost(`52 subjects as one dataset, ${mode.toUpperCase()}: time beyond it`, "%", 5),
          from: ["subjects", "one dataset"],
          value: (of) => 100 * (of("one dataset").tokensPerSecond / of("subjects").tokensPerSecond - 1),
        },
      ],
    };
  });
}

const halves: SubjectsShape = { subjects: 2, rowsPerSubject: 32, shotWords: 20, questionWords: 28 };
const halvesOutput = 48;

/** Time from the start of the workers: that both load the model belongs to it. */
export function twoWorkers(setup: Setup): Comparison {
  const side = (workers: number) => async (): Promise<Side> => {
    if (setup.backend !== "cpu") throw new Unavailable("the row is about the CPU");
    if (availableParallelism() < 2) throw new Unavailable("this machine has one core");
    const model = { path: await setup.model(), device: "cpu", threads: workers };
    return {
      description: `a run of ${workers} ${workers === 1 ? "worker" : "workers"} of one thread`,
      measure: async (repetition) => {
        const asked = {
          tables: subjectTables(setup.words, halves, repetition),
          mode: "gen" as const,
          outputTokens: halvesOutput,
        };
        return rateOf(await timesOf({ ...asked, model }, workers), "seconds");
      },
    };
  };
  return {
    title: "Two workers on two CPU halves and one worker of one thread, generation",
    facts: [`${halves.subjects * halves.rowsPerSubject} rows of ${halvesOutput} tokens each`],
    sides: { "one worker": side(1), "two workers": side(2) },
    rows: [
      {
        ...atLeast("two workers on two CPU halves, GEN: times one worker of one thread", "x", 1.6),
        from: ["one worker", "two workers"],
        value: (of) => of("two workers").tokensPerSecond / of("one worker").tokensPerSecond,
      },
    ],
  };
}

interface Asked {
  tables: Row[][];
  mode: Mode;
  model: { path: string; device: string; threads: number };
  outputTokens: number;
}

function timesOf({ tables, ...options }: Asked, maxNumWorkers = 1): Promise<InferenceTimes> {
  return withTempFolder((cwd) => {
    const config = writeSubjects(cwd, tables, options);
    const nothing = { models: [], modelPaths: [], datasets: [], modelOverrides: {}, modelDirs: [] };
    const invocation: Invocation = { cwd, config, ...nothing };
    return runInference(invocation, { maxNumWorkers });
  });
}

function rateOf(times: InferenceTimes, over: "seconds" | "askingSeconds") {
  return { tokensPerSecond: times.tokens / times[over] };
}
