// Whether the weights predict text: damaged ones load without complaint and answer nonsense.

import { type Finding, fail, ok, warn } from "../check.ts";
import { orderGain, tokenPerplexity } from "./order-gain.ts";
import type { ScoredText } from "./scored-texts.ts";
import type { ModelSubject } from "./subject.ts";

/**
 * Of a sound model at least. The embedded model and its quantised forms reach 0.93 and more; noise of half the weights' own
 * size takes it to 0.5, half of its layers zeroed to 0.45, noise as large as the weights, zeros and random weights to 0.
 */
const soundGain = 0.6;

const remedy =
  "the file is likely damaged: compare its checksum with the one on the model's page, download it again, or take another conversion";

export async function checkPrediction(subject: ModelSubject): Promise<Finding> {
  return judge(await subject.scores());
}

export function judge(texts: readonly ScoredText[]): Finding {
  const gains = texts.map((text) => ({ text, gain: orderGain(text) }));
  const detail = gains.map(({ text, gain }) => describe(text, gain)).join("; ");
  if (gains.some(({ gain }) => Number.isNaN(gain))) return fail(`${detail}: the model computes no numbers`, remedy);
  const weak = gains.filter(({ gain }) => gain < soundGain);
  if (weak.length === 0) return ok(detail);
  if (weak.length === gains.length) return fail(`${detail}: the model hardly predicts text`, remedy);
  const languages = weak.map(({ text }) => text.language).join(" and ");
  return warn(
    `${detail}: the model hardly predicts ${languages}`,
    `expect chance on ${languages} datasets, unless it should know better: then ${remedy}`,
  );
}

function describe({ language, plain, shuffled }: ScoredText, gain: number): string {
  const [own, other] = [plain, shuffled].map((logProbs) =>
    tokenPerplexity(logProbs).toPrecision(3).replace(/e\+/, "e"),
  );
  return `${language} perplexity ${own}, shuffled ${other}, order gain ${gain.toFixed(2)}`;
}
