// Where an entry of an archive may be written: below the folder, and nowhere else. What cannot be is refused, never repaired.

import { OcLocalError } from "../../core/errors.ts";

/** What systems leave in archives: no data. */
const leftovers = /(^|\/)(__MACOSX|\.DS_Store|Thumbs\.db|\._[^/]*)(\/|$)/;

export function isLeftover(name: string): boolean {
  return leftovers.test(name);
}

/** The parts of a relative path. @throws OcLocalError BAD_DATA for one that leads out of the folder, or means another place elsewhere. */
export function safeParts(name: string, archive: string): string[] {
  const refuse = (why: string) =>
    new OcLocalError("BAD_DATA", `${archive}: the entry ${JSON.stringify(name)} ${why}`, {
      hint: "nothing was imported; take the archive from a source that you trust",
    });
  if (name === "") throw refuse("has no name");
  if (/\p{Cc}/u.test(name)) throw refuse("has control characters in its name");
  if (name.includes("\\")) throw refuse("has a backslash in its name, which is a folder's end on some systems");
  if (name.startsWith("/") || /^[A-Za-z]:/.test(name)) throw refuse("has an absolute name");
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) throw refuse("leads out of the folder");
  return parts;
}

/** Two names that some file systems take for one. */
export class UniqueNames {
  readonly #archive: string;
  readonly #seen = new Map<string, string>();

  constructor(archive: string) {
    this.#archive = archive;
  }

  /** @throws OcLocalError BAD_DATA for a second one. */
  add(name: string): void {
    const key = name.normalize("NFC").toLowerCase();
    const other = this.#seen.get(key);
    if (other !== undefined)
      throw new OcLocalError("BAD_DATA", `${this.#archive}: two entries have one name: ${other} and ${name}`, {
        hint: "nothing was imported; some systems do not tell upper from lower case: rename one of them",
      });
    this.#seen.set(key, name);
  }
}
