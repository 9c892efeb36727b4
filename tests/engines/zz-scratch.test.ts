import { engineContract } from "../contracts/engine.ts";
import { openTiny } from "./tiny-model.ts";

const heavy = {
  "log-probabilities are negative and those of all next tokens add up to one": "x",
  "greedy picks the token with the highest log-probability": "x",
  "an end token ends the text, unless minTokens is not reached": "x",
};
for (const name of ["tiny-spm", "tiny-gpt2", "tiny-llama3"])
  engineContract(name, (o) => openTiny({ ...o, modelPath: `/tmp/engine/models/${name}.gguf`, threads: 2 }), {
    unsupported: heavy,
  });
