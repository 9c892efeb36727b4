// Tries on a few tokens what the engine relies on, before anything is asked of it: a graph is driven in ways its exporter may not
// have thought of, and wrong numbers would not be noticed later.

import { OcLocalError } from "../../../core/errors.ts";
import type { ScoreRequest } from "../../../core/request.ts";
import { PrefixRounds, type RoundLimits } from "../../scheduler/prefix-rounds.ts";
import { type Abilities, Decoder, type DecoderParts } from "./decoder.ts";
import { computeRound } from "./score-round.ts";

/** How far numbers of the same tokens may lie apart; arithmetic on quantised activations depends on all of a batch. */
const tolerance = 0.5;

/** Two sequences of eight tokens that share the first five. */
const shared = 5;
const length = 8;

/** @throws OcLocalError MODEL_FILE for a graph whose past does not continue a text. */
export async function checkAbilities(
  parts: DecoderParts,
  { path, contextSize }: { path: string; contextSize: number },
): Promise<Abilities> {
  const { graph } = parts;
  const requests = sampleRequests(graph.vocabularySize ?? 256);
  const score = (abilities: Abilities, limits: Pick<RoundLimits, "tokens" | "sequences" | "sharing">, leastCells = 0) =>
    scoreSamples(new Decoder(parts, { abilities, rows: 1, leastCells }), requests, limits);
  const plain = { tree: false, padded: false };
  const whole = await score(plain, { tokens: 64, sequences: 1, sharing: false });
  if (graph.cache === null) return plain;
  const agrees = async (computing: Promise<number[]>) => agree(await computing.catch(refusal), whole);
  if (!(await agrees(score(plain, { tokens: 3, sequences: 1, sharing: true }))))
    throw new OcLocalError(
      "MODEL_FILE",
      `${path}: going on from past key values gives other numbers than the whole text`,
      {
        hint: "export the model again, with past key values and for more than one token at a time",
      },
    );
  const tree = { tree: true, padded: true };
  const isTree = (tokens: number) => agrees(score(tree, { tokens, sequences: 2, sharing: true }));
  // The fork in the first round, then behind a spine.
  if (graph.hasBias && (await isTree(64)) && (await isTree(4))) return tree;
  const padded = { tree: false, padded: true };
  // As many masked cells as there can be: a window that counts cells would not reach over them.
  const overGap = agrees(score(padded, { tokens: 3, sequences: 1, sharing: true }, contextSize));
  return (await overGap) ? padded : plain;
}

/** What the runtime refuses to compute in a way, that way is not used for: no numbers, which agree with none. */
function refusal(error: unknown): number[] {
  if (error instanceof OcLocalError && error.code === "ENGINE") return [];
  throw error;
}

function sampleRequests(vocabulary: number): ScoreRequest[] {
  return [0, 1].map((index) => {
    const branch = (i: number) => (i < shared ? 0 : 7 * (index + 1));
    return { index, from: 1, tokens: Int32Array.from({ length }, (_, i) => (17 + 31 * i + branch(i)) % vocabulary) };
  });
}

async function scoreSamples(
  decoder: Decoder,
  requests: readonly ScoreRequest[],
  limits: Pick<RoundLimits, "tokens" | "sequences" | "sharing">,
): Promise<number[]> {
  const spine = { sequence: 0, tokens: new Int32Array(0) };
  const rounds = new PrefixRounds(requests, spine, { ...limits, rows: 64, cells: 64 });
  const results: number[][] = [];
  for (let round = rounds.plan(); round !== null; round = rounds.plan())
    for (const { index, logProbs } of rounds.collect(round, await computeRound(decoder, round.batch)))
      results[index] = [...logProbs];
  return results.flat();
}

function agree(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => Math.abs(value - (b[i] as number)) <= tolerance);
}
