// Rows of a table of flags as options of a command.

import { type Command, InvalidArgumentError, Option } from "commander";
import { parseRenderTime, renderTimeForm } from "../../core/render-time.ts";
import { type Flag, type FlagTable, longName } from "../../job/flags/flag.ts";

/** @param heading Absent: below what stands there already. */
export function addFlags(command: Command, flags: FlagTable, heading?: string): void {
  if (heading !== undefined) command.optionsGroup(`${heading}:`);
  for (const [name, flag] of Object.entries(flags)) command.addOption(optionOf(name, flag));
}

function optionOf(name: string, { short, argument, text, takes, repeats, isHidden, default: value }: Flag): Option {
  const names = short === undefined ? longName(name) : `${short}, ${longName(name)}`;
  const option = new Option(argument === undefined ? names : `${names} ${argument}`, text);
  if (typeof takes === "object") option.choices(takes);
  else if (repeats) option.argParser((item: string, items: string[] = []) => [...items, item]);
  else {
    const parse = parsers[takes ?? ""];
    if (parse !== undefined) option.argParser(parse);
  }
  if (value !== undefined) option.default(value);
  return option.hideHelp(isHidden === true);
}

/** Kinds of values that are no texts. */
const parsers: Readonly<Record<string, (text: string) => string | number>> = {
  count,
  positive: positiveInteger,
  integer,
  nats,
  date,
  batchSize,
};

function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("A whole number is expected, 0 or above.");
  return Number(text);
}

export function positiveInteger(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) === 0) throw new InvalidArgumentError("A whole number above 0 is expected.");
  return Number(text);
}

function integer(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError("A whole number is expected.");
  return Number(text);
}

function nats(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError("A number of at least 0 is expected.");
  return value;
}

function date(text: string): string {
  if (parseRenderTime(text) === null) throw new InvalidArgumentError(`Write it as ${renderTimeForm}.`);
  return text;
}

function batchSize(text: string): number | "auto" {
  return text === "auto" ? "auto" : positiveInteger(text);
}
