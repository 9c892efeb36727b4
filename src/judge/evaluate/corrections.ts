// What the table says of datasets that OpenCompass would ask or score otherwise: a note beside each, and once below what was
// corrected and how many rows it changes.

import type { EvaluationFacts } from "./facts.ts";

/** Results of one model, by dataset. */
type FactsByDataset = ReadonlyMap<string, { facts: EvaluationFacts | undefined }>;

/** Beside a dataset's score; undefined where the two ways agree on every row. */
export function correctionNote({ compat, differs }: EvaluationFacts): string | undefined {
  if (compat !== undefined) return "OpenCompass's way";
  const rows = Math.max(differs?.shots ?? 0, differs?.frontMask ?? 0);
  if (rows === 0) return undefined;
  return rows === 1 ? "corrected: 1 row" : `corrected: ${rows} rows`;
}

export function correctionFootnotes(results: Iterable<FactsByDataset>): string[] {
  const told = [...results].flatMap((byDataset) =>
    [...byDataset].flatMap(([dataset, { facts }]) => (facts === undefined ? [] : [{ dataset, facts }])),
  );
  const compat = told.filter(({ facts }) => facts.compat !== undefined);
  const corrected = told.filter(({ facts }) => facts.compat === undefined);
  const shots = corrected.filter(({ facts }) => (facts.differs?.shots ?? 0) > 0);
  const masked = corrected.filter(({ facts }) => (facts.differs?.frontMask ?? 0) > 0);
  return [
    compat.length > 0 && `OpenCompass's way (--compat opencompass): ${listed(compat)}.`,
    shots.length > 0 &&
      `Corrected: where a prompt is too long, all options of a question lose the same examples; OpenCompass drops them option by option (${listed(shots, ({ differs }) => differs?.shots)}). oc-local eval --compat opencompass gives its way.`,
    masked.length > 0 &&
      `Corrected: the log-likelihood is that of the continuation; OpenCompass hides the text's first tokens instead and picks another option (${listed(masked, ({ differs }) => differs?.frontMask)}). oc-local eval --compat opencompass gives its way.`,
  ].filter((text) => text !== false);
}

const listedDatasets = 3;

function listed(
  told: readonly { dataset: string; facts: EvaluationFacts }[],
  rowsOf: (facts: EvaluationFacts) => number | undefined = () => undefined,
): string {
  const shown = told.slice(0, listedDatasets).map(({ dataset, facts }) => {
    const rows = rowsOf(facts);
    return rows === undefined ? dataset : `${dataset}: ${rows} of ${facts.n + facts.unscored} rows`;
  });
  const left = told.length - shown.length;
  return `${shown.join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}
