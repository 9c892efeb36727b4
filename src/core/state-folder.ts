// Where this machine keeps what only its user can have put there.

import { homedir } from "node:os";
import { join } from "node:path";

/** $XDG_STATE_HOME/oc-local, else ~/.local/state/oc-local. */
export function stateFolder(): string {
  const base = process.env.XDG_STATE_HOME;
  return join(base !== undefined && base !== "" ? base : join(homedir(), ".local", "state"), "oc-local");
}
