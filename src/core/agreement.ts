// How far two models or engines agree on the same rows. Counts add up over rows and datasets; the numbers that people and
// programs read are made of them. The two are called a and b.

/** A share that still knows of how many. */
export interface Share {
  same: number;
  of: number;
}

export interface AgreementCounts {
  /** Rows that both answered. */
  rows: number;
  /** Rows whose prompts already differ as text: chat templates, or examples left out by one of the two. */
  otherTexts: number;
  /** Prompt tokens with the same id at the same place; `of` counts the longer prompt. What options share counts once. */
  tokens: Share;
  /** |a - b| of log-probabilities, in nats, of scored tokens behind the same tokens. What options share counts once. */
  logProbs: { count: number; sum: number; max: number };
  /** KL(a || b) over each row's options, in nats. */
  divergence: { rows: number; sum: number };
  /** Rows with options of which both choose the same one. */
  choices: Share;
  /** Rows with the same answer: the option chosen, or what was extracted from generated text. */
  answers: Share;
  /** Generated tokens before the first one that differs; `of` counts the longer output. */
  generated: Share;
  /** Rows that both answered and that are right or wrong. */
  judged: { rows: number; rightInA: number; rightInB: number; onlyInA: number; onlyInB: number };
}

export function noCounts(): AgreementCounts {
  return {
    rows: 0,
    otherTexts: 0,
    tokens: { same: 0, of: 0 },
    logProbs: { count: 0, sum: 0, max: 0 },
    divergence: { rows: 0, sum: 0 },
    choices: { same: 0, of: 0 },
    answers: { same: 0, of: 0 },
    generated: { same: 0, of: 0 },
    judged: { rows: 0, rightInA: 0, rightInB: 0, onlyInA: 0, onlyInB: 0 },
  };
}

/** Adds `more` to `counts`. */
export function addCounts(counts: AgreementCounts, more: AgreementCounts): void {
  counts.rows += more.rows;
  counts.otherTexts += more.otherTexts;
  for (const share of ["tokens", "choices", "answers", "generated"] as const) {
    counts[share].same += more[share].same;
    counts[share].of += more[share].of;
  }
  counts.logProbs.count += more.logProbs.count;
  counts.logProbs.sum += more.logProbs.sum;
  counts.logProbs.max = Math.max(counts.logProbs.max, more.logProbs.max);
  counts.divergence.rows += more.divergence.rows;
  counts.divergence.sum += more.divergence.sum;
  for (const number of ["rows", "rightInA", "rightInB", "onlyInA", "onlyInB"] as const)
    counts.judged[number] += more.judged[number];
}

/** The numbers of `--json`; null where there is nothing to measure. */
export interface AgreementNumbers {
  tokenAgreement: number | null;
  meanAbsDiff: number | null;
  maxAbsDiff: number | null;
  optionKL: number | null;
  argmaxAgreement: number | null;
  answerAgreement: number | null;
}

export function agreementNumbers(counts: AgreementCounts): AgreementNumbers {
  const { tokens, logProbs, divergence, choices, answers } = counts;
  return {
    tokenAgreement: shareOf(tokens),
    meanAbsDiff: logProbs.count === 0 ? null : logProbs.sum / logProbs.count,
    maxAbsDiff: logProbs.count === 0 ? null : logProbs.max,
    optionKL: divergence.rows === 0 ? null : divergence.sum / divergence.rows,
    argmaxAgreement: shareOf(choices),
    answerAgreement: shareOf(answers),
  };
}

export function shareOf({ same, of }: Share): number | null {
  return of === 0 ? null : same / of;
}

/**
 * What differs in a row: `tokens` of a prompt, the option chosen (`choice`), `generated` tokens, or the extracted `answer`; or, in
 * rows where none of these does, a `logProb` by more than the tolerance.
 */
export type DifferenceKind = "tokens" | "choice" | "generated" | "answer" | "logProb";

/** One difference, as both have it. */
export interface RowDifference<Side> {
  dataset: string;
  row: number;
  kind: DifferenceKind;
  /** Index in the prompt, or in what was generated; null for an answer. */
  position: number | null;
  /** What the values are: `logProb`, or for a choice the dataset's scoring convention, such as `ppl`; null without values. */
  measure: string | null;
  a: Side;
  b: Side;
}

export interface DifferenceSide {
  /** The option whose tokens these are; null where the row has none. */
  option: string | null;
  /** From the position on; empty where the sequence ends before it. */
  tokens: number[];
  /** The tokens' text, or the answer. */
  text: string;
  /** Log-probability of the token; for a choice the value of the option chosen; else null. */
  value: number | null;
}

export interface ComparedSide {
  model: string;
  engine: string;
  device: string;
  /** Identifies the weights, with adapters. */
  fingerprint: string;
  /** By how much an option's log-likelihood may be off by the way it is computed; nats: null where that was not measured. */
  scoringError: { nats: number | null; words: string } | null;
}

/** Everything that is told of a comparison. */
export interface Agreement {
  a: ComparedSide;
  b: ComparedSide;
  datasets: { dataset: string; mode: string; counts: AgreementCounts }[];
  total: AgreementCounts;
  /** The first row with other tokens, another choice or answer; without one, the first with another log-probability. */
  firstDifference: RowDifference<DifferenceSide> | null;
  /** Where log-probabilities are farthest apart; null where none are. */
  largestDistance: RowDifference<DifferenceSide> | null;
}
