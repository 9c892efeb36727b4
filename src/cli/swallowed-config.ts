// `--model a.gguf my.json`: a flag that takes several values takes the config file behind them too.

import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { UsageError } from "../core/errors.ts";
import { shellWord } from "../core/shell-quote.ts";
import { flagsTaking } from "../job/flags/eval-flags.ts";

const configFile = /\.(py|ts|mts|js|mjs|json|yaml|yml)$/i;
/** Values of these flags are paths, and none of them is a config's. */
const pathFlags: ReadonlySet<string> = new Set([...flagsTaking("path"), ...flagsTaking("adapters")]);
/** What `list` prints: a name, written as the file that defines it. */
const entryFile = /\/configs\/(models|datasets)\//;

/** @param args Of the command line, the command's name first. @throws UsageError with the command as it was meant. */
export function refuseSwallowedConfig(command: Command, args: readonly string[]): void {
  for (const option of command.options.filter(({ variadic }) => variadic)) {
    const values = command.getOptionValue(option.attributeName());
    if (!Array.isArray(values)) continue;
    const flag = option.long ?? option.flags;
    const config = values.map(String).find((value) => isConfig(value, flag));
    if (config === undefined) continue;
    throw new UsageError(`${flag} has taken ${config}, which looks like a config file`, {
      hint: hintFor(command, config, args),
    });
  }
}

/** Names may carry the suffix of a file, and stop words may be anything: there a file has to be there. */
function isConfig(value: string, flag: string): boolean {
  if (!configFile.test(value) || value.includes("=")) return false;
  const file = statSync(resolve(value), { throwIfNoEntry: false });
  return pathFlags.has(flag) ? !file?.isDirectory() : file !== undefined && !entryFile.test(resolve(value));
}

function hintFor(command: Command, config: string, args: readonly string[]): string {
  if (command.args[0] !== undefined)
    return `one config is read, and ${command.args[0]} is given already: leave one out`;
  const [name = command.name(), ...rest] = args;
  const others = rest.filter((word, i) => word !== config || rest.indexOf(word) !== i);
  return `a config file stands before the flags: oc-local ${[name, config, ...others].map(shellWord).join(" ")}`;
}
