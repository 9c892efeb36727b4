// Definitions, rows and prompts of the shipped variants over the real benchmark files, rendered for a model without
// template, for one with a ChatML meta template, and as the messages a chat template takes.

import { basename } from "node:path";
import { openRealDataset } from "../../configs/open-real-dataset.ts";
import { allRowsDigest, renderRow } from "../../configs/rendered-rows.ts";
import { isShipped, shippedEntries } from "../../configs/shipped.ts";
import { describeDefinition } from "../../configs/upstream-form.ts";
import { type GoldenAdapter, NotShipped } from "../golden.ts";
import { matches } from "../match.ts";

interface RealInput {
  config: string;
  index: number;
  rows: number[];
  /** Other config files whose entries give the same result. */
  same_as: string[];
}

export const adapter: GoldenAdapter = {
  file: "prompts_real",
  async run({ input, expected }, { dataDir }) {
    const { config, index, rows, same_as } = input as unknown as RealInput;
    const shipped = [config, ...same_as].filter(isShipped);
    if (shipped.length === 0) throw new NotShipped(config);
    const labels = (expected as { labels?: unknown[] }).labels ?? [];
    const results: unknown[] = [];
    for (const name of shipped) results.push(await render(name, index, rows, labels, dataDir));
    const different = shipped.find((_, i) => !matches(results[i], results[0]));
    if (different !== undefined) throw new Error(`${basename(different)} gives another result than ${shipped[0]}`);
    return asUpstreamWrites(results[0] as Definition, expected as Definition);
  },
};

interface Definition {
  columns: string[];
  input_columns: string[];
  repeat: object;
}

/**
 * Some of upstream's readers name a column that their loader does not make. Here that is an error, so that the list is without it.
 * And "once" is written as repetition or not at all.
 */
function asUpstreamWrites(ours: Definition, { columns, input_columns: named, repeat }: Definition): Definition {
  const made = named.filter((column) => columns.includes(column));
  return {
    ...ours,
    ...(matches(ours.input_columns, made) && { input_columns: named }),
    ...(matches(repeat, { n: 1 }) && { repeat }),
  };
}

async function render(config: string, index: number, rows: number[], labels: unknown[], dataDir: string) {
  const entries = await shippedEntries(config);
  const entry = entries[index];
  if (entry === undefined) throw new Error(`${config} has ${entries.length} entries, no entry ${index}`);
  const opened = await openRealDataset(entry, dataDir);
  return {
    datasets_in_config: entries.length,
    ...describeDefinition(entry),
    ...opened.counts,
    ...(opened.asksLabels && { labels: opened.labels.map((label, i) => sameText(label, labels[i])) }),
    all_rows: allRowsDigest(opened),
    rows: rows.map((row) => renderRow(opened, row)),
  };
}

/** Upstream's labels may be numbers; ours are keys of an object, which are texts. */
function sameText(label: string, expected: unknown): unknown {
  return String(expected) === label ? expected : label;
}
