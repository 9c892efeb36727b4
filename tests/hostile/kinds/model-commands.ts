// What is tried on a hostile model.

import { chance, type Draw, pick } from "../draw.ts";

const asked = [
  ["--datasets", "tiny_siqa_ppl", "--limit", "1"],
  ["--datasets", "tiny_gsm8k_gen", "--limit", "1", "--max-out-len", "4"],
];

/** @param more Flags of the model besides its path. */
export function modelCommands(draw: Draw, path: string, more: readonly string[] = []): string[][] {
  const rows = pick(draw, asked);
  if (chance(draw, 8)) return [["eval", "--model", path, ...more, ...rows], ["cases"]];
  // A good model beside it.
  if (chance(draw, 12)) return [["eval", "--models", path, "oc_tiny_q4_0", ...more, ...rows], ["cases"]];
  const dryRun = ["eval", "--model", path, ...more, ...rows, "--dry-run"];
  if (more.length > 0) return [dryRun];
  const prompt = ["prompt", "--model", path, ...rows];
  return [pick(draw, [prompt, prompt, dryRun, dryRun, ["doctor", "--model", path]])];
}
