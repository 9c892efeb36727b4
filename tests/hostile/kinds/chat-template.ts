// Hostile chat templates, where templates come from: a flag, a file, a GGUF header, an ONNX folder, a config.

import { cpSync } from "node:fs";
import { join } from "node:path";
import { ggufBytes } from "../../engines/gguf-writer.ts";
import { type Draw, pick } from "../draw.ts";
import { write, writeJson } from "../files.ts";
import { modelParts } from "../gguf-parts.ts";
import { hostileTemplate } from "../jinja-text.ts";
import type { Kind, Place } from "../kind.ts";

const rows = ["--datasets", "tiny_gsm8k_gen", "--limit", "1"];
const small = ["--models", "oc_tiny_q4_0"];

export const chatTemplate: Kind = {
  name: "chat-template",
  weight: 4,
  make(draw, place) {
    const [about, text] = hostileTemplate(draw);
    const [where, commands] = pick(draw, placings)(draw, text, place);
    return { about: `a chat template in ${where}: ${about}`, commands };
  },
};

type Placing = (draw: Draw, text: string, place: Place) => [where: string, commands: string[][]];

const inFile: Placing = (draw, text, { work }) => {
  write(work, "hostile.jinja", text);
  const flags = [...small, ...rows, "--hf-type", "chat", "--chat-template", "hostile.jinja"];
  return ["a file", [pick(draw, [["prompt"], ["prompt", "--no-tokens"], ["eval", "--dry-run"]]).concat(flags)]];
};

const inConfig: Placing = (_draw, text, { work, bases }) => {
  writeJson(work, "config.json", { models: [{ abbr: "m", path: bases.gguf, kind: "chat", chatTemplate: text }] });
  return ["a config", [["prompt", "config.json", ...rows]]];
};

const inGguf: Placing = (draw, text, { work }) => {
  const file = modelParts();
  file.metadata["tokenizer.chat_template"] = { type: "string", value: text };
  write(work, "hostile.gguf", ggufBytes(file));
  const model = ["--model", "hostile.gguf"];
  const commands = [
    ["prompt", ...model, ...rows],
    ["doctor", ...model],
    ["eval", ...model, ...rows, "--max-out-len", "4"],
    ["eval", ...model, ...small, ...rows, "--max-out-len", "4"],
  ];
  return ["a GGUF file", [pick(draw, commands)]];
};

const inOnnx: Placing = (_draw, text, { work, bases }) => {
  cpSync(bases.onnx, join(work, "model"), { recursive: true });
  write(work, "model/chat_template.jinja", text);
  return ["an ONNX folder", [["prompt", "--model", "model", ...rows]]];
};

const placings: readonly Placing[] = [inFile, inFile, inFile, inConfig, inGguf, inOnnx];
