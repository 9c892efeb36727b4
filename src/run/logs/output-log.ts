// What an inference process printed, line by line in a file of the run's folder, without secrets.

import { redactText } from "../workspace/redact.ts";
import { appendText } from "./run-log.ts";

/** Text without a line end is written when it grows this long. */
const heldCharacters = 1 << 16;

export class OutputLog {
  readonly #path: string;
  #held = "";

  constructor(path: string) {
    this.#path = path;
  }

  /** A secret may be cut in two by the end of a chunk: only whole lines are written. @throws OcLocalError STORAGE */
  add(chunk: string): void {
    const text = this.#held + chunk;
    const end = text.length > heldCharacters ? text.length : text.lastIndexOf("\n") + 1;
    this.#held = text.slice(end);
    if (end > 0) appendText(this.#path, redactText(text.slice(0, end)));
  }

  /** Writes what is left. @throws OcLocalError STORAGE */
  end(): void {
    if (this.#held !== "") appendText(this.#path, `${redactText(this.#held)}\n`);
    this.#held = "";
  }
}
