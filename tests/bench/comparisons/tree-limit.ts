// The shortest time in which a tree of prefixes can be scored: every token that must be computed, once, at the rates that
// llama-bench reads prompts of that length with.

import type { Figures } from "../compare.ts";
import type { ScoringWorkload } from "../workloads/scoring.ts";

interface Rates {
  /** The engine's; tokens computed whole. */
  tree: Figures;
  /** Of tokens without logits; left out where all have them. */
  plain?: Figures;
  /** Of tokens with logits; left out where next to none have them. */
  everyLogit?: Figures;
}

/** Percent. */
export function shareOfLimit(workload: ScoringWorkload, { tree, plain, everyLogit }: Rates): number {
  const { computedTokens, logitRows, wholeTokens } = workload;
  const rows = plain === undefined ? computedTokens : everyLogit === undefined ? 0 : logitRows;
  const seconds = (tokens: number, figures: Figures | undefined) =>
    figures === undefined ? 0 : tokens / figures.tokensPerSecond;
  const limit = seconds(computedTokens - rows, plain) + seconds(rows, everyLogit);
  return 100 * (limit / (wholeTokens / tree.tokensPerSecond));
}

export function describeWorkload({
  requests,
  wholeTokens,
  distinctTokens,
  computedTokens,
  logitRows,
}: ScoringWorkload) {
  const n = (value: number) => value.toLocaleString("en-US");
  return (
    `${n(requests.length)} options: ${n(wholeTokens)} tokens computed whole, ${n(distinctTokens)} distinct, ` +
    `of which ${n(computedTokens)} must be computed and ${n(logitRows)} need logits`
  );
}
