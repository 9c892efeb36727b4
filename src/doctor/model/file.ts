// Whether the model's file is there, is a GGUF model, and is as long as its tensors need.

import { formatBytes } from "../../engines/memory-plan.ts";
import { type Finding, ok } from "../check.ts";
import type { ModelSubject } from "./subject.ts";

export async function checkFile(subject: ModelSubject): Promise<Finding> {
  const { gguf, kind } = await subject.openFile();
  const bytes = gguf.parts.reduce((sum, part) => sum + part.bytes, 0);
  const parts = gguf.parts.length === 1 ? "" : ` in ${gguf.parts.length} parts`;
  const which = subject.isEmbedded ? "; it is the embedded one, as no model is given" : "";
  const size = `${formatBytes(bytes)}${parts} with all ${gguf.tensors.length} tensors`;
  return ok(`${gguf.path}, ${size}, a ${kind} model${which}`);
}
