// The longest that one answer can hold up an evaluation: every postprocessor on texts of a million characters that are made
// to be slow for it, and placeholder filling on the like.

import { safeFormat } from "../../src/core/python-text.ts";
import { open, subjects } from "../fuzz/postprocessors.ts";
import { worstTexts } from "../fuzz/worst-texts.ts";
import { atMost, type BenchRow, failed, measured } from "./row.ts";

interface Slowest {
  seconds: number;
  /** What took that long, for people. */
  what: string;
  again: () => void;
}

const postprocessors = atMost("postprocessors: worst case of 1 MB", "s", 1);
const filling = atMost("template filling: worst case of 1 MB", "s", 1);

export async function* postprocessRows(
  isWanted: (name: string) => boolean,
  note: (text: string) => void,
): AsyncGenerator<BenchRow> {
  for (const [plan, find] of [
    [postprocessors, slowestPostprocessor],
    [filling, slowestFilling],
  ] as const) {
    if (!isWanted(plan.name)) continue;
    try {
      const slowest = await find();
      // Found among thousands of runs, so an interruption counts as slowness: what is slow is slow again.
      const seconds = Math.min(slowest.seconds, time(slowest.again), time(slowest.again));
      note(`${plan.name}: slowest is ${slowest.what}`);
      yield measured(plan, seconds);
    } catch (error) {
      yield failed(plan, (error as Error).message);
    }
  }
}

async function slowestPostprocessor(): Promise<Slowest> {
  let slowest: Slowest = { seconds: 0, what: "none", again: () => undefined };
  for (const subject of subjects) {
    const postprocess = await open(subject);
    for (const { label, text } of worstTexts(subject.phrases)) {
      const again = () => void postprocess(text);
      const seconds = time(again);
      if (seconds <= slowest.seconds) continue;
      slowest = { seconds, what: `${subject.name} ${JSON.stringify(subject.options)} on ${label}`, again };
    }
  }
  return slowest;
}

async function slowestFilling(): Promise<Slowest> {
  let slowest: Slowest = { seconds: 0, what: "none", again: () => undefined };
  for (const { label, text } of worstTexts(["{q}", "{a}", "{q}{a}", "{", "{q"])) {
    for (const again of [
      () => void safeFormat(text, { q: "x", a: "{q}" }),
      () => void safeFormat("{q}", { q: text, a: ["x"] }),
    ]) {
      const seconds = time(again);
      if (seconds > slowest.seconds) slowest = { seconds, what: label, again };
    }
  }
  return slowest;
}

/** Seconds. */
function time(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}
