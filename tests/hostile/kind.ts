// What a generator of hostile inputs gives: files that it has written, and the commands that are tried on them.

import type { Bases } from "./bases.ts";
import type { Draw } from "./draw.ts";

export interface HostileInput {
  /** For people, and to tell whether a kept seed still means the same input. On one line. */
  about: string;
  /** Arguments of `oc-local`, one command after the other. */
  commands: string[][];
  /** Folders below the working folder that these commands may write to, besides outputs/. */
  mayWrite?: string[];
}

export interface Place {
  /** The folder that commands start in. */
  work: string;
  /** A folder beside it that nothing has a reason to touch. */
  outside: string;
  bases: Bases;
}

export interface Kind {
  name: string;
  /** Its share among all inputs. */
  weight: number;
  make(draw: Draw, place: Place): HostileInput;
}
