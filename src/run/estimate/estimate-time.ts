// From what was measured on some rows to the time of all: rates for scoring and for generating, a factor for each kind of dataset
// (how much slower or quicker its portions were than the common rates say), and a range from how much the portions disagree.

import { fitRates, type Observation, type Rates, secondsOf, writtenTokenCost } from "../../plan/cost.ts";
import type { TimeRange } from "../../report/dry-run/estimate-text.ts";
import type { DatasetKind } from "./asked-dataset.ts";
import type { DatasetWork } from "./count-work.ts";
import type { KindProbe } from "./kind-probe.ts";
import { type OutputLength, outputLength } from "./output-length.ts";

export interface DatasetEstimate {
  work: DatasetWork;
  time: TimeRange;
  /** Null where texts are scored. */
  output: OutputLength | null;
  /** Rows of its kind that were measured; 0: the rates of other datasets are used. */
  measuredRows: number;
}

export interface MeasuredKind extends Pick<DatasetKind, "generates"> {
  probe: KindProbe;
  works: readonly DatasetWork[];
}

export function estimateTimes(kinds: readonly MeasuredKind[]): DatasetEstimate[] {
  const rates = { true: ratesOf(kinds, true), false: ratesOf(kinds, false) };
  return kinds.flatMap((kind) => {
    const common = rates[kind.generates ? "true" : "false"];
    const pace = paceOf(settled(filledPortions(kind)), common);
    return kind.works.map((work) => estimateOne(work, kind, { rates: common, pace }));
  });
}

function ratesOf(kinds: readonly MeasuredKind[], generates: boolean): Rates {
  const same = kinds.filter((kind) => kind.generates === generates);
  // Reading and writing are told apart by portions of short and of long answers; scoring needs no such pair.
  return generates
    ? fitRates(same.flatMap(filledPortions), writtenTokenCost)
    : fitRates(same.flatMap(({ probe }) => settled(probe.observations)));
}

/** The first portion of answers is one row, which leaves most slots empty. */
function filledPortions({ generates, probe: { observations } }: MeasuredKind): readonly Observation[] {
  return generates && observations.length > 1 ? observations.slice(1) : observations;
}

/** Small portions spend their time on filling batches, which a run does once: they count only where there is nothing larger. */
function settled(observations: readonly Observation[]): Observation[] {
  const longest = Math.max(0, ...observations.map(({ seconds }) => seconds));
  return observations.filter(({ seconds }) => seconds >= longest / 4);
}

/** Where portions agree by chance, so much is still unsure: other load on the machine, a clock that falls with heat. */
const leastDoubt = 0.15;
/** A kind that was not measured at all may be this much quicker or slower than the others. */
const unmeasuredDoubt = 0.5;

function paceOf(observations: readonly Observation[], rates: Rates): TimeRange {
  if (observations.length === 0) return { low: 1 - unmeasuredDoubt, likely: 1, high: 1 + unmeasuredDoubt };
  const paces = observations.map((observation) => observation.seconds / secondsOf(observation, rates));
  const measured = observations.reduce((sum, { seconds }) => sum + seconds, 0);
  const expected = observations.reduce((sum, observation) => sum + secondsOf(observation, rates), 0);
  const likely = measured / expected;
  return {
    low: Math.min(likely * (1 - leastDoubt), ...paces),
    likely,
    high: Math.max(likely * (1 + leastDoubt), ...paces),
  };
}

function estimateOne(
  work: DatasetWork,
  { probe, generates }: MeasuredKind,
  { rates, pace }: { rates: Rates; pace: TimeRange },
): DatasetEstimate {
  const most = work.outputs === 0 ? 0 : work.outputAtMost / work.outputs;
  const output = generates ? outputLength(probe.outputs, most) : null;
  const at = (end: keyof TimeRange) => {
    const units = output === null ? work.units : output[end] * work.outputs;
    return pace[end] * secondsOf({ tokens: work.tokens, units }, rates);
  };
  return {
    work,
    time: { low: at("low"), likely: at("likely"), high: at("high") },
    output,
    measuredRows: probe.rows,
  };
}
