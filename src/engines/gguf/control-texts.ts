// Whether a text can hold a control token. llama.cpp looks for each of them in every text, and a vocabulary may have thousands: a text
// without any gives the same tokens where it is told to look for none, in a fifth of the time.

import type { GgufModel } from "../gguf.ts";
import { unknownTokens } from "./token-texts.ts";

export class ControlTexts {
  /** The characters that one begins with. */
  readonly #beginnings: ReadonlySet<number>;

  /**
   * @param control Those that llama.cpp takes for such, whatever the file says. Where they are parsed it looks for unknown ones too.
   * @throws OcLocalError MODEL_FILE
   */
  constructor(
    gguf: Pick<GgufModel, "path" | "parts" | "vocabularySize">,
    { control, textOf }: { control: Int32Array; textOf: (token: number) => string },
  ) {
    const tokens = [...control, ...unknownTokens(gguf)];
    this.#beginnings = new Set(tokens.map((token) => textOf(token).charCodeAt(0)));
  }

  /** False where no character of the text begins one. */
  mayStandIn(text: string): boolean {
    for (let i = 0; i < text.length; i++) if (this.#beginnings.has(text.charCodeAt(i))) return true;
    return false;
  }
}
