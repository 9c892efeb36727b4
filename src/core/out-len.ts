// Most tokens of an answer: a dataset's own limit wins over the model's, as in OpenCompass, unless the model's overrules it.

export interface OutLenSetting {
  maxOutLen: number;
  /** It holds where a dataset has a limit of its own, too: those were written for models that do not think. */
  overruleOutLen?: boolean | undefined;
}

/** @param own The inferencer's option. */
export function outLenOf({ maxOutLen, overruleOutLen }: OutLenSetting, own: unknown): number {
  return typeof own === "number" && overruleOutLen !== true ? own : maxOutLen;
}
