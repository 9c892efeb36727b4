// Questions as the sequences an engine scores, and how many tokens they are, counted whole and counted once.

import type { ScoreRequest } from "../../../src/core/request.ts";
import type { Question } from "./questions.ts";

/** `option`: log-likelihood of the option and what stands behind it. `everything`: OpenCompass's PPL. */
export type Scored = "option" | "everything";

export interface ScoringWorkload {
  requests: ScoreRequest[];
  /** Every option computed with its whole context, as OpenCompass does. */
  wholeTokens: number;
  /** Nodes of the prefix tree that all sequences make. */
  distinctTokens: number;
  /** Those of them that predict something: the last token of a sequence is scored, but nothing is asked of it. */
  computedTokens: number;
  /** Tokens that stand before them on average: attention over them is a part of their cost. */
  meanDepth: number;
  /** Those whose logits are needed. */
  logitRows: number;
}

export function scoringWorkload(questions: readonly Question[], scored: Scored): ScoringWorkload {
  const requests = questions
    .flatMap(({ context, options, tail }) =>
      options.map((option) => ({
        tokens: Int32Array.from([...context, ...option, ...tail]),
        from: scored === "everything" ? 1 : context.length,
      })),
    )
    .map((request, index) => ({ index, ...request }));
  const wholeTokens = requests.reduce((sum, { tokens }) => sum + tokens.length, 0);
  return { requests, wholeTokens, ...countTree(requests) };
}

interface Node {
  next: Map<number, Node>;
  depth: number;
  isAsked: boolean;
}

function countTree(requests: readonly ScoreRequest[]) {
  const counts = { distinctTokens: 0, computedTokens: 0, logitRows: 0 };
  let depths = 0;
  const root: Node = { next: new Map(), depth: -1, isAsked: false };
  for (const { tokens, from } of requests) {
    let node = root;
    for (const [position, token] of tokens.entries()) {
      let next = node.next.get(token);
      if (next === undefined) {
        next = { next: new Map(), depth: position, isAsked: false };
        node.next.set(token, next);
        counts.distinctTokens += 1;
      }
      node = next;
      if (position < tokens.length - 1 && position >= from - 1) node.isAsked = true;
    }
  }
  for (const nodes = [...root.next.values()]; nodes.length > 0; ) {
    const { next, depth, isAsked } = nodes.pop() as Node;
    if (next.size > 0) {
      counts.computedTokens += 1;
      depths += depth;
    }
    if (isAsked) counts.logitRows += 1;
    nodes.push(...next.values());
  }
  return { ...counts, meanDepth: depths / counts.computedTokens };
}
