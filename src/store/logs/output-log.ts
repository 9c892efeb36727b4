// What an inference process printed, line by line, without secrets and what a terminal would act on, on its way into a log of the run's folder.

import { harmlessText } from "../../core/visible-text.ts";
import { redactText } from "../workspace/redact.ts";

/** Text without a line end is written when it grows this long. */
const heldCharacters = 1 << 16;

export class OutputLog {
  readonly #write: (text: string) => void;
  #held = "";

  /** @param write Puts text behind what is there. */
  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** A secret may be cut in two by the end of a chunk: only whole lines are written. @throws What writing throws. */
  add(chunk: string): void {
    const text = this.#held + chunk;
    const end = text.length > heldCharacters ? text.length : text.lastIndexOf("\n") + 1;
    this.#held = text.slice(end);
    if (end > 0) this.#write(harmlessText(redactText(text.slice(0, end))));
  }

  /** Writes what is left. @throws What writing throws. */
  end(): void {
    if (this.#held !== "") this.#write(`${harmlessText(redactText(this.#held))}\n`);
    this.#held = "";
  }
}
