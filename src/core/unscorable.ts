// Answers that OpenCompass scores with a part that is not built here: what is missing, in words.

/** By what an entry says that its evaluator needs. */
export const missingParts = {
  code: "generated programs are not run",
  judge: "there is no judge model",
  "math-verify": "answers are not compared as mathematics (math-verify)",
  chemistry: "molecules are not compared (RDKit)",
  service: "upstream scores it through a service",
  "instruction-checks": "whether instructions are followed is not checked",
  tool: "there are no tools or agents",
} as const;

export type MissingPart = keyof typeof missingParts;

/** An evaluator as an entry writes it, where it is one that nothing is scored with. */
export interface UnscorableSpec {
  needs: MissingPart;
  upstream: string;
}

/** Undefined where there is an evaluator that scores. */
export function unscorableSpec(evaluator: { type: unknown }): UnscorableSpec | undefined {
  return evaluator.type === "unscorable" ? (evaluator as unknown as UnscorableSpec) : undefined;
}

/** Why nothing here scores what an evaluator would; undefined where it scores. */
export function unscorableReason(evaluator: { type: unknown }): string | undefined {
  const spec = unscorableSpec(evaluator);
  return spec && whyUnscored(spec);
}

export function whyUnscored({ needs, upstream }: UnscorableSpec): string {
  return `${missingParts[needs]}; OpenCompass uses ${upstream}`;
}
