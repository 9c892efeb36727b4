// Ten seconds of real work: rows of every kind of dataset go through the engine as they will in the run, in growing portions, and
// each portion says what it had to compute and how long that took. Nothing is stored.

import type { GenerateRequest, ScoreRequest } from "../../core/request.ts";
import type { Engine } from "../../engines/engine.ts";
import type { Question } from "../../inferencers/inferencer.ts";
import type { Observation } from "../../plan/cost.ts";
import { type DatasetKind, spreadRows } from "./asked-dataset.ts";
import { PromptTokenCounter } from "./count-prompt-tokens.ts";
import { ScoreWorkCounter } from "./count-score-work.ts";
import { askOrNull } from "./count-work.ts";
import { withEvenShares } from "./even-shares.ts";
import type { KindProbe } from "./kind-probe.ts";
import { nextPortion } from "./portions.ts";

export interface ProbeOptions {
  engine: Engine;
  /**
   * For all kinds together; a slow model takes longer, because each kind gets at least one row while time is left, and one kind
   * that is scored and one that is generated get it in any case: the one says little of the other.
   */
  seconds: number;
  now?: () => number;
}

type ProbeState = Required<ProbeOptions> & {
  scoreCounter: ScoreWorkCounter;
  promptCounter: PromptTokenCounter;
  /** Of each portion, all threads together. */
  processorSeconds: Map<Observation, number>;
};

/** @returns One result for each kind, in their order; those that no time was left for have no observations. */
export async function probeKinds(kinds: readonly DatasetKind[], options: ProbeOptions): Promise<KindProbe[]> {
  const state: ProbeState = {
    now: () => performance.now() / 1000,
    ...options,
    scoreCounter: new ScoreWorkCounter(),
    promptCounter: new PromptTokenCounter(Math.max(1, options.engine.info.parallelSequences)),
    processorSeconds: new Map(),
  };
  const start = state.now();
  const probes = new Map<DatasetKind, KindProbe>();
  // The largest first: where time runs out, the rest matters least.
  const bySize = [...kinds].sort((a, b) => rowsOf(b) - rowsOf(a));
  for (const [i, kind] of bySize.entries()) {
    const left = options.seconds - (state.now() - start);
    const share = i === 0 ? left / Math.min(2, kinds.length) : left / (kinds.length - i);
    const isFirst = bySize.findIndex(({ generates }) => generates === kind.generates) === i;
    probes.set(
      kind,
      left > 0 || isFirst ? await probeKind(kind, share, state) : { rows: 0, observations: [], outputs: [] },
    );
  }
  const found = kinds.map((kind) => probes.get(kind) as KindProbe);
  return options.engine.info.device.startsWith("CPU") ? withEvenShares(found, state.processorSeconds) : found;
}

function rowsOf({ datasets }: DatasetKind): number {
  return datasets.reduce((sum, { rows }) => sum + rows.length, 0);
}

async function probeKind(kind: DatasetKind, budget: number, state: ProbeState): Promise<KindProbe> {
  const probe: KindProbe = { rows: 0, observations: [], outputs: [] };
  const rows = spreadRows(kind);
  const start = state.now();
  for (;;) {
    const next = nextPortion(probe, {
      secondsLeft: budget - (state.now() - start),
      slots: kind.generates ? Math.max(1, state.engine.info.parallelSequences) : null,
    });
    const asked = next === null ? [] : takeRows(rows, next.rows);
    if (next === null || asked.length === 0) return probe;
    const begin = state.now();
    const before = process.cpuUsage();
    const questions = asked.flatMap(({ dataset, row }) => askOrNull(dataset.inferencer, row) ?? []);
    const work = kind.generates
      ? await generatePortion(questions, next.maxTokens, { probe, state })
      : await scorePortion(questions, state);
    probe.rows += asked.length;
    const { user, system } = process.cpuUsage(before);
    const portion = { ...work, seconds: state.now() - begin };
    probe.observations.push(portion);
    state.processorSeconds.set(portion, (user + system) / 1e6);
  }
}

function takeRows<Row>(rows: Iterator<Row>, count: number): Row[] {
  const taken: Row[] = [];
  while (taken.length < count) {
    const next = rows.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

async function scorePortion(questions: readonly Question[], { engine, scoreCounter }: ProbeState) {
  const requests = questions.flatMap((question) => (question.kind === "score" ? question.requests : []));
  const before = { ...scoreCounter.workOf("") };
  for (const request of requests) scoreCounter.add("", request);
  scoreCounter.flush();
  const after = scoreCounter.workOf("");
  const results = new Map<number, Float32Array>();
  for await (const { index, logProbs } of engine.score(flow<ScoreRequest>(requests))) results.set(index, logProbs);
  // Answers are made of the results as in a run: what that takes belongs to a row.
  let next = 0;
  for (const question of questions)
    if (question.kind === "score")
      question.answer(question.requests.map(() => results.get(next++) ?? new Float32Array(0)));
  return { tokens: after.tokens - before.tokens, units: after.units - before.units };
}

async function generatePortion(
  questions: readonly Question[],
  maxTokens: number,
  { probe, state: { engine, promptCounter } }: { probe: KindProbe; state: ProbeState },
) {
  const requests = questions.flatMap((question) => (question.kind === "generate" ? question.requests : []));
  const tokens = requests.reduce((sum, request) => sum + promptCounter.add(request.tokens), 0);
  const cut = requests.map((request) => {
    const allowed = Math.min(request.maxTokens, maxTokens);
    return { ...request, maxTokens: allowed, minTokens: Math.min(request.minTokens, allowed) };
  });
  let units = 0;
  for await (const generation of engine.generate(flow<GenerateRequest>(cut))) {
    const { generated } = generation.tokenCounts;
    units += generated;
    const allowed = cut[generation.index]?.maxTokens ?? 0;
    const ended = generation.finishReason !== "length" || allowed === requests[generation.index]?.maxTokens;
    probe.outputs.push({ portion: probe.observations.length, tokens: generated, allowed, ended });
  }
  return { tokens, units };
}

async function* flow<Request extends { index: number }>(
  requests: readonly Omit<Request, "index">[],
): AsyncGenerator<Request> {
  for (const [index, request] of requests.entries()) yield { ...request, index } as Request;
}
