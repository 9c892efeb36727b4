// ONNX graphs made hostile, with the other files of the folder as they should be.

import { linkSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chance, pick, sizeUpTo } from "../draw.ts";
import { write } from "../files.ts";
import type { Kind } from "../kind.ts";
import { mutateBytes } from "../mutate-bytes.ts";
import { mutateMessage } from "../mutate-message.ts";
import { modelCommands } from "./model-commands.ts";
import { onnxSettings } from "./onnx-folder.ts";

const weightPaths = [
  "../../outside/canary.txt",
  "/etc/passwd",
  "/dev/zero",
  "../config.json",
  ".",
  "model.onnx",
  "a\u001b]0;x\u0007",
];

export const onnxGraph: Kind = {
  name: "onnx-graph",
  weight: 2,
  make(draw, { work, bases }) {
    for (const name of onnxSettings) write(work, `model/${name}`, readFileSync(join(bases.onnx, name)));
    const graph = readFileSync(join(bases.onnx, "onnx", "model.onnx"));
    const how = pick(draw, ["fields", "fields", "bytes", "weights elsewhere"]);
    let bytes: Uint8Array = graph;
    if (how === "bytes") bytes = mutateBytes(draw, graph);
    else if (how === "weights elsewhere") bytes = renameData(graph, pick(draw, weightPaths));
    else for (let left = 1 + draw(3); left > 0; left--) bytes = mutateMessage(draw, bytes, 100_000);
    write(work, "model/onnx/model.onnx", bytes);
    const data = readFileSync(join(bases.onnx, "onnx", "model.onnx_data"));
    const target = join(work, "model", "onnx", "model.onnx_data");
    const isCut = chance(draw, 10);
    if (isCut) write(work, "model/onnx/model.onnx_data", data.subarray(0, sizeUpTo(draw, data.length)));
    else linkSync(join(bases.onnx, "onnx", "model.onnx_data"), target);
    const about = `an ONNX graph, ${how}, ${bytes.length} bytes${isCut ? ", weights cut" : ""}`;
    return { about, commands: modelCommands(draw, "model") };
  },
};

/** In every tensor; the lengths around the name are those of messages. */
function renameData(graph: Buffer, path: string): Buffer {
  const old = "model.onnx_data";
  const name = Buffer.alloc(old.length, "/");
  Buffer.from(path).copy(name, Math.max(0, old.length - Buffer.byteLength(path)));
  return Buffer.from(graph.toString("latin1").replaceAll(old, name.toString("latin1")), "latin1");
}
