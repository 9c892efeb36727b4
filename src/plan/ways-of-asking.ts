// What the stages need to know of an inferencer before it is made: which prompts it reads, what it makes the engine do, and
// which scoring conventions its rows can be read under.

import type { DatasetConfig } from "../config/dataset-schema.ts";
import type { ScoringConvention } from "../core/scoring-conventions.ts";

export interface WayOfAsking {
  /** Column "mode" of the table, by OpenCompass's rule: the kind of the inferencer. */
  tableMode: "gen" | "ppl" | "ll" | "unknown";
  /** How its prompts are rendered. */
  promptMode: "gen" | "ppl";
  /** One prompt per label. */
  asksLabels: boolean;
  generates: boolean;
  /** Tokens behind the prompt, where the inferencer fixes them. */
  outputTokens?: number;
}

const scoresText = { promptMode: "ppl", generates: false, outputTokens: 0 } as const;
const generates = { promptMode: "gen", asksLabels: false, generates: true } as const;

const ways: Readonly<Record<string, WayOfAsking>> = {
  generate: { tableMode: "gen", ...generates },
  "self-consistency": { tableMode: "unknown", ...generates },
  perplexity: { tableMode: "ppl", asksLabels: true, ...scoresText },
  "log-likelihood": { tableMode: "ll", asksLabels: true, ...scoresText },
  "perplexity-only": { tableMode: "unknown", asksLabels: false, ...scoresText },
  // A choice's token stands behind the prompt.
  "conditional-log-prob": {
    tableMode: "unknown",
    promptMode: "gen",
    asksLabels: false,
    generates: false,
    outputTokens: 1,
  },
};

/** An unknown inferencer, which is refused when it is opened, counts as generating. */
export function wayOfAsking({ infer }: Pick<DatasetConfig, "infer">): WayOfAsking {
  return ways[String(infer.inferencer.type)] ?? { tableMode: "unknown", ...generates };
}

/** The conventions that the rows of a dataset may have values of; empty where nothing is chosen by label. */
export function conventionsOf({ infer }: Pick<DatasetConfig, "infer">): ScoringConvention[] {
  const { type, normalizingStr } = infer.inferencer;
  if (type !== "perplexity" && type !== "log-likelihood") return [];
  return [
    "ppl",
    ...(normalizingStr === undefined ? [] : (["ppl.norm"] as const)),
    "ll.sum",
    "ll.token",
    "ll.byte",
    "ll.char",
    ...(type === "log-likelihood" ? (["ll.opencompass"] as const) : []),
    "clp",
  ];
}
