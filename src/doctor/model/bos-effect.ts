// Whether the model predicts better when the file's word on BOS is not followed: a conversion that lost "add BOS" makes every
// score worse and shows nowhere else.

import { logLikelihood } from "../../core/perplexity.ts";
import { type Finding, fail, info, ok, warn } from "../check.ts";
import type { ScoredText } from "./scored-texts.ts";
import type { ModelSubject } from "./subject.ts";

/** Any token in front helps with the next few, which have little else to go by; a lost BOS is felt everywhere. */
const firstTokens = 16;
/** Share of the negative log-likelihood. The embedded model loses 7 % with its BOS. */
const clearShare = 0.05;
/** Natural logarithm, over all texts: less is rounding and chance. */
const clearDifference = 5;

export async function checkBosEffect(subject: ModelSubject): Promise<Finding> {
  const texts = await subject.scores();
  const { addsBos } = (await subject.engine()).info;
  return judgeBos(texts, addsBos);
}

export function judgeBos(texts: readonly ScoredText[], addsBos: boolean): Finding {
  const late = (logProbs: Float32Array) => -logLikelihood(logProbs.subarray(firstTokens));
  const plain = texts.reduce((sum, text) => sum + late(text.plain), 0);
  const other = texts.reduce((sum, { otherBos }) => sum + (otherBos === null ? Number.NaN : late(otherBos)), 0);
  if (texts.some(({ otherBos }) => otherBos === null)) return info("there is no BOS to compare with");
  if (!Number.isFinite(plain) || !Number.isFinite(other)) return info('not checked, because of "prediction" above');
  const percent = ((100 * (plain - other)) / plain).toFixed(1);
  const [own, opposite] = addsBos ? ["with", "without"] : ["without", "with"];
  if (plain - other < clearDifference || plain - other < clearShare * plain)
    return ok(`texts are read ${own} BOS; ${opposite} it they are predicted ${describeChange(plain, other)}`);
  const detail = `texts are read ${own} BOS, but ${opposite} it they are predicted ${percent} % better`;
  return addsBos
    ? warn(detail, "check tokenizer.ggml.add_bos_token and bos_token_id against the original model")
    : fail(
        `${detail}: the file has lost "add BOS"`,
        "set tokenizer.ggml.add_bos_token to true with llama.cpp's gguf_set_metadata.py, or take another conversion",
      );
}

function describeChange(plain: number, other: number): string {
  const percent = (100 * Math.abs(other - plain)) / plain;
  return percent < 0.5 ? "as well" : `${percent.toFixed(1)} % ${other > plain ? "worse" : "better"}`;
}
