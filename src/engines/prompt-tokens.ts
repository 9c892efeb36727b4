// A text's token ids as engines give them: its pieces (text-pieces.ts), and BOS in front where it is wanted, never twice.

import type { TokenizeOptions } from "../core/request.ts";
import type { TokenizerInfo } from "./engine.ts";
import type { TextPieces } from "./text-pieces.ts";

export function promptTokens(
  text: string,
  { addBos, parseSpecial }: TokenizeOptions,
  { pieces, info }: { pieces: TextPieces; info: Pick<TokenizerInfo, "specialTokenIds" | "addsBos"> },
): Int32Array {
  const { bos } = info.specialTokenIds;
  const wanted = addBos === "model" ? info.addsBos : addBos;
  return pieces.encode(text, { parseSpecial, first: wanted ? bos : null });
}
