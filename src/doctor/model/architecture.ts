// Whether the engine knows the architecture and can read the vocabulary.

import { type Finding, ok, warn } from "../check.ts";
import type { ModelSubject } from "./subject.ts";

export async function checkArchitecture(subject: ModelSubject): Promise<Finding> {
  const { file, config } = await subject.file();
  const { info } = await subject.openVocabulary();
  const context =
    info.trainedContextSize === 0 ? "an untold context" : `a context of ${info.trainedContextSize} tokens`;
  const detail = `${file.architecture}, ${info.vocabularySize} tokens, ${context}; the engine "${config.engine}" reads it`;
  if (info.trainedContextSize === 0) return warn(detail, "say how long a prompt may be with --max-seq-len");
  if (file.deviations.length > 0)
    return warn(
      [detail, ...file.deviations.map(({ what }) => what)].join("; "),
      "compare such scores only with others of this engine, or take a conversion that keeps it (docs/exactness.md E16.2, E16.5)",
    );
  return ok(detail);
}
