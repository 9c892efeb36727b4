// What is tried on hostile data that config.json reads below data/.

import { chance, type Draw, pick } from "../draw.ts";

/** The small model answers in a moment; most are looked at without one. */
const model = ["--models", "oc_tiny_q4_0"];

export function dataCommands(draw: Draw): string[][] {
  const where = ["config.json", "--data-dir", "data"];
  const planned = [
    ["prompt", ...where],
    ["prompt", ...where, "--row", "-1", "--json"],
    ["prompt", ...where, ...model],
    ["eval", ...where, ...model, "--dry-run"],
    ["eval", ...where, ...model, "--dry-run", "--limit", "2"],
    ["doctor", "--data-dir", "data"],
  ];
  const commands = [pick(draw, planned)];
  if (chance(draw, 8)) commands.push(["eval", ...where, ...model, "--limit", "2"], ["cases"]);
  return commands;
}
