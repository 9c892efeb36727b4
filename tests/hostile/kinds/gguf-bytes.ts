// GGUF files of which bytes were changed, most of them in the header.

import { readFileSync } from "node:fs";
import { chance } from "../draw.ts";
import { write } from "../files.ts";
import type { Kind } from "../kind.ts";
import { mutateBytes } from "../mutate-bytes.ts";
import { modelCommands } from "./model-commands.ts";

/** Metadata and tokens of the small model end before. */
const headerBytes = 60_000;

export const ggufBytes: Kind = {
  name: "gguf-bytes",
  weight: 2,
  make(draw, { work, bases }) {
    const isAnywhere = chance(draw, 6);
    const bytes = mutateBytes(draw, readFileSync(bases.gguf), isAnywhere ? undefined : headerBytes);
    write(work, "hostile.gguf", bytes);
    const about = `a GGUF file with ${isAnywhere ? "any bytes" : "bytes of its header"} changed, ${bytes.length} bytes`;
    return { about, commands: modelCommands(draw, "hostile.gguf") };
  },
};
