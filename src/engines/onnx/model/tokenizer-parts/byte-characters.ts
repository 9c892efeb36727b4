// Byte-level vocabularies write each byte of UTF-8 as a printable character (GPT-2's table).

const printable: readonly (readonly [number, number])[] = [
  [0x21, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xff],
];

const characters: readonly string[] = byteTable();
const bytes: ReadonlyMap<string, number> = new Map(characters.map((character, byte) => [character, byte]));

function byteTable(): string[] {
  let others = 0;
  return Array.from({ length: 256 }, (_, byte) =>
    String.fromCharCode(printable.some(([from, to]) => byte >= from && byte <= to) ? byte : 256 + others++),
  );
}

export function toByteCharacters(text: string): string {
  return Array.from(Buffer.from(text, "utf8"), (byte) => characters[byte]).join("");
}

/** A token that is not written that way stands for its own text. */
export function bytesOfToken(token: string): readonly number[] {
  const own = Array.from(token, (character) => bytes.get(character));
  return own.every((byte) => byte !== undefined) ? own : [...Buffer.from(token, "utf8")];
}
