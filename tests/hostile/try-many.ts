// Many inputs on several lanes, each with a limited process and a sandbox of its own.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareBases } from "./bases.ts";
import type { Fault } from "./judge.ts";
import { kindNamed } from "./kinds.ts";
import { LimitedChild } from "./limited-child.ts";
import { type Tried, tryInput } from "./try-input.ts";

export interface InputId {
  kind: string;
  seed: number;
}

export interface TryOptions {
  lanes: number;
  /** Each input in a process of its own; by default every tenth is. */
  alone?: boolean;
  onTried?: (tried: Tried) => void;
}

const aloneOneIn = 10;

/** Faults are tried a second time, in a process of their own: what that does not show belongs to the process before it. */
export async function tryMany(inputs: readonly InputId[], { lanes, alone, onTried }: TryOptions): Promise<Tried[]> {
  const folder = mkdtempSync(join(tmpdir(), "oc-local-hostile-"));
  const all: Tried[] = [];
  try {
    const bases = await prepareBases(join(folder, "bases"));
    const left = [...inputs.entries()];
    const lane = async (number: number) => {
      const home = join(folder, `lane-${number}`);
      const child = new LimitedChild(home);
      const tools = { child, bases, folder: home };
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const [index, { kind: name, seed }] = next;
        const kind = kindNamed(name);
        const isAlone = alone ?? index % aloneOneIn === 0;
        let tried = await tryInput(tools, kind, { seed, isAlone });
        if (!isAlone && !tried.faults.every(isOfText)) {
          const again = await tryInput(tools, kind, { seed, isAlone: true });
          if (again.faults.length > 0) tried = again;
        }
        all.push(tried);
        onTried?.(tried);
      }
      child.close();
    };
    await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return all;
}

/** Does not depend on the process that said it. */
export function isOfText({ name }: Fault): boolean {
  return name === "no hint" || name === "long text" || name === "unreadable words";
}
