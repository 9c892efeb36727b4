// How exact scores are here: what the setting of this machine is known to be off by, and how far a text moves with those beside it.

import { logLikelihood } from "../../core/perplexity.ts";
import { scoringError } from "../../engines/scoring-error.ts";
import { type Finding, ok } from "../check.ts";
import type { ModelSubject } from "./subject.ts";

export async function checkRounding(subject: ModelSubject): Promise<Finding> {
  const { info } = await subject.engine();
  const { file } = await subject.file();
  const { nats, words } = scoringError(info, file);
  const bound =
    nats === null
      ? `${words}: how far a score is off was not measured`
      : `${words}: measured on real models, an option's log-likelihood is off by up to ${nats} nats`;
  const moves = (await subject.scores()).map(({ language, plain, alone }) => {
    const move = Math.abs(logLikelihood(plain) - logLikelihood(alone));
    return `${language} ${move.toPrecision(2)}`;
  });
  return ok(`${bound}; a text of this check moves with those beside it by ${moves.join(", ")}`);
}
