// Random choices that depend on nothing but a kind and a seed.

import { createHash } from "node:crypto";
import { seededRandom } from "../contracts/random.ts";
import { type Draw, pick } from "../fuzz/random-text.ts";

export { type Draw, pick };

/** Neighbouring seeds have nothing in common. */
export function drawOf(kind: string, seed: number): Draw {
  const random = seededRandom(createHash("sha256").update(`${kind} ${seed}`).digest().readUInt32LE());
  return (below) => Math.floor(random() * below);
}

export function chance(draw: Draw, oneIn: number): boolean {
  return draw(oneIn) === 0;
}

/** Small ones are likelier than large ones, of every order of magnitude up to `most`. */
export function sizeUpTo(draw: Draw, most: number): number {
  return Math.floor((most + 1) ** (draw(1_000_000) / 1_000_000));
}
