// Columns a text takes in a terminal or a fixed-width file: Chinese, Japanese, Korean and emoji take two, marks none.

const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
// East Asian wide and fullwidth characters (Unicode Standard Annex 11), by script and block.
const wide =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Emoji_Presentation}\u3000-\u303e\u30fb-\u30ff\u3190-\u33ff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]$/u;

export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (!zeroWidth.test(character)) width += wide.test(character) ? 2 : 1;
  }
  return width;
}

/** As much of a text's beginning as fits into so many columns. */
export function cutToWidth(text: string, columns: number): string {
  let width = 0;
  let end = 0;
  for (const character of text) {
    width += displayWidth(character);
    if (width > columns) break;
    end += character.length;
  }
  return text.slice(0, end);
}
