/** As Python's `text.strip(characters)`: every character of the list is taken off at both ends. */
export function stripCharacters(text: string, characters: string): string {
  const all = [...text];
  const isOther = (character: string) => !characters.includes(character);
  const start = all.findIndex(isOther);
  return start < 0 ? "" : all.slice(start, all.findLastIndex(isOther) + 1).join("");
}
