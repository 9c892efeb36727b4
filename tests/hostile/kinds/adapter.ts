// LoRA adapters of the embedded model, their bytes changed or made for another model.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeAdapter } from "../../native/gguf-file.ts";
import { chance, pick } from "../draw.ts";
import { write } from "../files.ts";
import { hostileNumber } from "../hostile-values.ts";
import type { Kind } from "../kind.ts";
import { mutateBytes } from "../mutate-bytes.ts";
import { modelCommands } from "./model-commands.ts";

const fitting = { architecture: "llama", layers: 4, size: 128, rank: 2 };

export const adapter: Kind = {
  name: "adapter",
  weight: 1,
  make(draw, { work, bases }) {
    const isOfAnother = chance(draw, 3);
    const other = pick(draw, [{ layers: 5 }, { size: 64 }, { rank: 1 }, { architecture: "qwen2" }, { layers: 0 }]);
    const path = join(work, "adapter.gguf");
    writeAdapter(path, isOfAnother ? { ...fitting, ...other } : fitting);
    const bytes = readFileSync(path);
    if (!isOfAnother) write(work, "adapter.gguf", mutateBytes(draw, bytes, chance(draw, 4) ? undefined : 1500));
    const flags = ["--peft-path", "adapter.gguf", "--engine", "llama"];
    if (chance(draw, 4)) flags.push("--peft-kwargs", `scale=${hostileNumber(draw)}`);
    const about = isOfAnother ? `an adapter with ${JSON.stringify(other)}` : "an adapter with bytes changed";
    return { about, commands: modelCommands(draw, bases.gguf, flags) };
  },
};
