// GGUF files that are well formed and say hostile things: keys, values, counts, tensors.

import { type GgufWriterFile, ggufBytes } from "../../engines/gguf-writer.ts";
import type { WholeFile } from "../../engines/rewrite-gguf.ts";
import { type Draw, pick, sizeUpTo } from "../draw.ts";
import { write } from "../files.ts";
import { hostileValue, modelParts } from "../gguf-parts.ts";
import { hostileText } from "../hostile-values.ts";
import type { Kind } from "../kind.ts";
import { modelCommands } from "./model-commands.ts";

export const ggufFields: Kind = {
  name: "gguf-fields",
  weight: 2,
  make(draw, { work }) {
    const file: WholeFile & GgufWriterFile = modelParts();
    const about = Array.from({ length: 1 + draw(2) }, () => pick(draw, changes)(draw, file)).join(", ");
    write(work, "hostile.gguf", ggufBytes(file));
    return { about: `a GGUF file: ${about}`, commands: modelCommands(draw, "hostile.gguf") };
  },
};

type Change = (draw: Draw, file: WholeFile & GgufWriterFile) => string;

const architectures = ["mamba", "bert", "clip", "gemma3", "qwen2vl", "t5", "rwkv6", "whisper", "LLAMA", "llama4"];
const counted = ["block_count", "context_length", "embedding_length", "feed_forward_length", "attention.head_count"];
const counts = [0n, 1n, 0x7fffffffn, 0x80000000n, 0xffffffffn, 1n << 40n, (1n << 63n) - 1n, (1n << 64n) - 1n];

const changes: readonly Change[] = [
  (draw, { metadata }) => {
    const key = pick(draw, Object.keys(metadata));
    metadata[key] = hostileValue(draw);
    return `${key} is of type ${metadata[key].type}`;
  },
  (draw, { metadata }) => {
    const key = pick(draw, Object.keys(metadata));
    delete metadata[key];
    return `no ${key}`;
  },
  (draw, { metadata }) => {
    metadata[hostileText(draw)] = hostileValue(draw);
    return "a key with a hostile name";
  },
  (draw, { metadata }) => {
    const count = sizeUpTo(draw, 50_000);
    for (let i = 0; i < count; i++) metadata[`more.${i}`] = { type: "bool", value: true };
    return `${count} more keys`;
  },
  (draw, { metadata }) => {
    const architecture = pick(draw, [...architectures, hostileText(draw)]);
    metadata["general.architecture"] = { type: "string", value: architecture };
    return "another architecture";
  },
  (draw, { metadata }) => {
    const key = `llama.${pick(draw, counted)}`;
    const value = pick(draw, counts);
    metadata[key] = { type: "u64", value };
    return `${key} = ${value}`;
  },
  (draw, file) => {
    const [tensors, pairs] = [pick(draw, counts), pick(draw, counts)];
    file.counts = pick(draw, [{ tensors }, { pairs }, { tensors, pairs }]);
    return `counts of ${tensors} tensors or ${pairs} pairs`;
  },
  (draw, file) => {
    file.version = pick(draw, [0, 1, 2, 4, 0x01000000, 2 ** 31]);
    return `version ${file.version}`;
  },
  (draw, { tensors }) => {
    const tensor = pick(draw, tensors);
    const most = [0, 1, 255, 2 ** 31, 2 ** 40, 2 ** 53];
    tensor.dimensions = Array.from({ length: pick(draw, [0, 1, 2, 4, 5, 100]) }, () => pick(draw, most));
    return `${tensor.name} of ${tensor.dimensions.length} dimensions`;
  },
  (draw, { tensors }) => {
    const [tensor, other] = [pick(draw, tensors), pick(draw, tensors)];
    tensor.name = pick(draw, [other.name, hostileText(draw), "blk.999999999.attn_q.weight"]);
    return "a tensor with another name";
  },
  (draw, { tensors }) => {
    const tensor = pick(draw, tensors);
    tensor.offset = pick(draw, [1, 31, 2 ** 20, 2 ** 40, 2 ** 53]);
    tensor.type = pick(draw, [0, 1, 2, 14, 16, 24, 39, 100, 2 ** 31]);
    return `${tensor.name} at ${tensor.offset} of type ${tensor.type}`;
  },
  (draw, { tensors }) => {
    const tensor = pick(draw, tensors);
    const count = sizeUpTo(draw, 20_000);
    for (let i = 0; i < count; i++) tensors.push({ name: `x.${i}`, dimensions: [1], offset: 0, data: Buffer.alloc(0) });
    tensor.data.fill(pick(draw, [0x00, 0x7f, 0xff]));
    return `${count} more tensors, ${tensor.name} of one byte`;
  },
];
