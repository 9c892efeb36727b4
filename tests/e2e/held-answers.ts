// Answers that come when a test says so: what it sees of a run under way does not depend on how fast the run or the test is.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Cli, projectRoot } from "./cli.ts";

export class HeldAnswers {
  /** Of the command whose workers wait. */
  readonly env: Record<string, string>;
  readonly #path: string;

  /** @param allowed Answers that each worker may send in all. */
  constructor({ cwd }: Cli, name: string, allowed: number) {
    this.#path = join(cwd, "..", `answers of ${name}`);
    const preload = join(projectRoot, "tests", "e2e", "faults", "hold-answers.cjs");
    this.env = { OC_ALLOWED_ANSWERS: this.#path, NODE_OPTIONS: `--require ${JSON.stringify(preload)}` };
    this.allow(allowed);
  }

  allow(answers: number): void {
    writeFileSync(this.#path, String(answers));
  }

  release(): void {
    this.allow(Number.POSITIVE_INFINITY);
  }
}
