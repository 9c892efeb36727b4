// Longest common subsequence of two lists of words, by its places in the first list. Of several longest ones, which one is
// found is part of the metrics that use it.

/** @param preferSecond Where both ways are equally long, go back in the second list first (else in the first). */
export function longestCommonPlaces(
  first: readonly string[],
  second: readonly string[],
  { preferSecond }: { preferSecond: boolean },
): number[] {
  const width = second.length + 1;
  // lengths[i * width + j]: of the first i and the first j words.
  const lengths = new Uint32Array((first.length + 1) * width);
  for (let i = 1; i <= first.length; i++) {
    for (let j = 1; j <= second.length; j++) {
      const at = i * width + j;
      const [above, left] = [lengths[at - width] as number, lengths[at - 1] as number];
      lengths[at] = first[i - 1] === second[j - 1] ? (lengths[at - width - 1] as number) + 1 : Math.max(above, left);
    }
  }
  const places: number[] = [];
  let [i, j] = [first.length, second.length];
  while (i > 0 && j > 0) {
    const [above, left] = [lengths[(i - 1) * width + j] as number, lengths[i * width + j - 1] as number];
    if (first[i - 1] === second[j - 1]) {
      places.push(i - 1);
      i--;
      j--;
    } else if (left > above || (left === above && preferSecond)) j--;
    else i--;
  }
  return places.reverse();
}
