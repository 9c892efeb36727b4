// Where llama.cpp computes another model than the checkpoint, as far as the file or its architecture tells (docs/exactness.md E16.2). No
// key tells how YaRN's ramp is rounded (docs/exactness.md E16.4).

import type { Deviation } from "../../core/deviation.ts";
import type { GgufModel } from "../gguf.ts";

type Facts = Pick<GgufModel, "metadata" | "architecture" | "contextLength">;

export function ggufDeviations(gguf: Facts): Deviation[] {
  const window = lostWindow(gguf);
  if (window === undefined || (gguf.contextLength !== null && window.tokens >= gguf.contextLength)) return [];
  const what = `llama.cpp computes full attention where the model has a sliding window of ${window.tokens} tokens (${window.from}): longer texts get other numbers than the checkpoint gives`;
  return [{ what, upTo: window.tokens }];
}

/** Architectures whose windows llama.cpp v0.5.0 reads and keeps to: those of its src/models that set hparams.n_swa. */
const windowed =
  /^(?:afmoe|cohere2|cohere2moe|deepseek4|dflash|dots3note|exaone4|exaone-moe|gemma-embedding|gemma2|gemma3|gemma3n|gemma4.*|gpt-oss|granite-swa|laguna|lfm2|lfm2moe|llama4|maple|mellum|mimo2|modern-bert|muse-glimmer|olmo2|plamo3|smallthinker|spark2-5|step35)$/;

function lostWindow({ metadata, architecture }: Facts): { tokens: number; from: string } | undefined {
  const key = `${architecture}.attention.sliding_window`;
  const told = metadata.get(key);
  if (typeof told === "number" && told > 0 && !windowed.test(architecture)) return { tokens: told, from: key };
  // No key tells of these: every StarCoder2 has the window, and of Mistral's models of this size the first ones.
  if (architecture === "starcoder2") return { tokens: 4096, from: "every StarCoder2 has it" };
  const names = ["general.name", "general.basename", "general.base_model.0.name"].map((name) => metadata.get(name));
  const version = metadata.get("general.version");
  const mistral = names.find((name) => typeof name === "string" && /mistral.?7b/i.test(name));
  const isFirst =
    version === "v0.1" || names.some((name) => typeof name === "string" && /mistral.?7b.*v0[._]?1/i.test(name));
  if (architecture === "llama" && mistral !== undefined && isFirst)
    return { tokens: 4096, from: "Mistral 7B v0.1 has it" };
  return undefined;
}
