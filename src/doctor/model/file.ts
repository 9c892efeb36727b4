// Whether the model's files are there, are a model, and are as long as their tensors need.

import { formatBytes } from "../../engines/memory-plan.ts";
import { type Finding, ok } from "../check.ts";
import type { ModelSubject } from "./subject.ts";

export async function checkFile(subject: ModelSubject): Promise<Finding> {
  const { file, gguf, kind } = await subject.openFile();
  const bytes = file.parts.reduce((sum, part) => sum + part.bytes, 0);
  const parts = file.parts.length === 1 ? "" : ` in ${file.parts.length} ${gguf === undefined ? "files" : "parts"}`;
  const which = subject.isEmbedded ? "; it is the embedded one, as no model is given" : "";
  const size = `${formatBytes(bytes)}${parts} with all ${gguf === undefined ? "weights" : `${gguf.tensors.length} tensors`}`;
  return ok(`${file.path}, ${size}, a ${kind} model${which}`);
}
