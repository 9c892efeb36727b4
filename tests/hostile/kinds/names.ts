// Hostile names that a config gives to models, datasets, columns and groups, on their way through a whole run into tables.

import type { JsonObject } from "../../../src/core/json.ts";
import { type DataFormat, dataFormats, datasetEntry } from "../data-formats.ts";
import { chance, type Draw, pick } from "../draw.ts";
import { write, writeJson } from "../files.ts";
import { controlTexts, hostileText } from "../hostile-values.ts";
import type { Kind } from "../kind.ts";

export const names: Kind = {
  name: "names",
  weight: 2,
  make(draw, { work, bases }) {
    const name = () => (chance(draw, 2) ? `a${pick(draw, controlTexts)}` : hostileText(draw).slice(0, 200));
    const spots = ["model", "dataset", "column", "group", "text", "file"] as const;
    const hostile = new Set(Array.from({ length: 1 + draw(2) }, () => pick(draw, spots)));
    const of = (spot: (typeof spots)[number], plain: string) => (hostile.has(spot) ? name() : plain);
    const column = of("column", "question");
    const [model, dataset, text] = [of("model", "m"), of("dataset", "d"), of("text", "Which?")];
    const file = "rows.jsonl";
    const rows = Array.from({ length: 2 }, () => JSON.stringify({ [column]: text, answer: text }));
    write(work, `data/${file}`, `${rows.join("\n")}\n`);
    const entry = entryOf(dataset, column);
    const groups = [{ name: of("group", "g"), subsets: [dataset] }];
    const models = [{ abbr: model, path: bases.gguf, maxOutLen: 2, stopWords: [of("file", "\n") || "\n"] }];
    writeJson(work, "config.json", { models, datasets: [entry], summarizer: { summaryGroups: groups } });
    return {
      about: `hostile names of ${[...hostile].join(" and ")}: ${shown(models[0]?.abbr, dataset, column)}`,
      commands: commandsOf(draw),
    };
  },
};

function entryOf(dataset: string, column: string): JsonObject {
  const format = { ...(dataFormats[0] as DataFormat), columns: [column] };
  return datasetEntry(format, { abbr: dataset });
}

function commandsOf(draw: Draw): string[][] {
  const whole = ["eval", "config.json"];
  return pick(draw, [
    [whole, ["cases"], ["eval", "-r", "-m", "viz"]],
    [whole, ["cases", "--json"], ["eval", "-r"]],
    [["eval", "config.json", "--dry-run"]],
    [["prompt", "config.json"]],
    [["prompt", "config.json", "--json"]],
  ]);
}

function shown(...texts: (string | undefined)[]): string {
  return texts.map((text = "") => JSON.stringify(text.slice(0, 20)).replace(/[\p{Cc}\p{Cf}]/gu, "?")).join(", ");
}
