// The characters of a character class as configs write them: "ABCD", "A-Z".

export const capitalLetters: readonly string[] = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** Null for a class that is not made of letters, digits and ranges of them. */
export function lettersOfClass(body: string): string[] | null {
  if (!/^(?:[A-Za-z0-9](?:-[A-Za-z0-9])?)+$/.test(body)) return null;
  const pieces = body.match(/[A-Za-z0-9](?:-[A-Za-z0-9])?/g) ?? [];
  return pieces.flatMap((piece) => {
    const [first, last] = [piece.charCodeAt(0), piece.charCodeAt(piece.length - 1)];
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => String.fromCharCode(first + i));
  });
}
