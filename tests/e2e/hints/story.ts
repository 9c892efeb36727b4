// A case that takes more than one command to be refused, or more than one to follow the hint.

import type { TracedRun, WarmCli } from "../warm-cli.ts";

export interface Scene {
  /** An empty folder of the case alone, below the folder of the commands. */
  folder: string;
  /** The folder of the commands. */
  cwd: string;
  run: WarmCli["run"];
  /** As a process of its own. */
  runCold: WarmCli["runCold"];
  /** To be called where what a hint advises was done, and it works. @param said Where it stands. @default the hint on standard error */
  noteFollowed(refused: TracedRun, said?: string): void;
}

export interface Story {
  what: string;
  /** Why it cannot be told on this machine. */
  skip?: string | undefined;
  tell(scene: Scene): Promise<void>;
}
