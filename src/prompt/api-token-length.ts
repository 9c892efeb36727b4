// Estimated length of a prompt for models behind an API, whose tokenizer is not at hand: words of ASCII letters and
// digits, plus Chinese characters (OpenCompass's count).

export function apiTokenLength(text: string): number {
  return (text.match(/[A-Za-z0-9]+|[\u4e00-\u9fff]/g) ?? []).length;
}
