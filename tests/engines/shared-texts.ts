// Texts that share parts with those before them, made of what tokenizers treat in ways of their own.

import { seededRandom } from "../bench/random.ts";

const pieces = [
  ..." the| of| Question|Answer:| A| B|it's| they'll|DON'T|'s|x|Z|7|42| 1234567|3.14|(a)|foo,| bar.|, and| or;|?|!|\"q\"|<b>|[1]".split(
    "|",
  ),
  ..." |  |     |\n|\n\n|\r\n| \n|\t|\t\t|\n  |\u00a0|▁|▁▁|\u3000|。\n|a\n|A. |\nB. | \u0301|e\u0301|é|\u1e9b\u0323|ﬁ|Å|ن| क्|ß|İ".split(
    "|",
  ),
  ..."中文|问题：|答案: A\n|，请选择| 汉 |中\n|文\n\n|问 A|龥 \n|鿿\n|日本語|한국어|🙂|👩‍👩‍👧| 🇩🇪|\ud83d|№|½|x²|$5|a_b|a-b|a/b|http://x.y/z?q=1".split(
    "|",
  ),
];

/** @param own Texts of the tokenizer's tokens. */
export function sharedTexts(
  own: readonly string[],
  { characters, seed }: { characters: number; seed: number },
): string[] {
  const random = seededRandom(seed);
  const below = (bound: number) => Math.floor(random() * bound);
  const piece = () => {
    const from = own.length > 0 && random() < 0.2 ? own : pieces;
    return from[below(from.length)] as string;
  };
  const some = () => Array.from({ length: 1 + below(12) }, piece).join("");
  const texts: string[] = [];
  let text = "";
  for (let left = characters; left > 0; left -= text.length) {
    const kept = random() < 0.15 ? "" : text.slice(0, below(text.length + 1)).slice(0, 200);
    text = kept + some() + (random() < 0.3 ? text.slice(below(text.length + 1)).slice(0, 60) : "");
    texts.push(text);
  }
  return texts;
}
