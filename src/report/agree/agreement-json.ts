// A comparison for programs: the seven fields of `--json`, and all there is of it for `--out`.

import { type Agreement, agreementNumbers } from "../../core/agreement.ts";

export function agreementJson({ total, firstDifference }: Agreement) {
  return { ...agreementNumbers(total), firstDifference };
}

/** The same with the sides, each dataset's numbers, and the counts that all of them are made of. */
export function agreementFile(agreement: Agreement) {
  const { a, b, datasets, total, largestDistance } = agreement;
  return {
    a,
    b,
    ...agreementJson(agreement),
    largestDistance,
    counts: total,
    datasets: datasets.map(({ counts, ...named }) => ({ ...named, ...agreementNumbers(counts), counts })),
  };
}
