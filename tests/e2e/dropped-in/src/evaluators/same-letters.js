// Share of answers with the letters of the reference, in whatever order.

import { ratioThenPercent, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.js";

export function createEvaluator() {
  return {
    score({ prediction, reference }) {
      return rightOrWrong(sorted(prediction) === sorted(reference), prediction, reference);
    },
    ...shareOfRight("same letters", ratioThenPercent),
  };
}

function sorted(text) {
  return [...text].sort().join("");
}
