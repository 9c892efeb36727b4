// Hostile configs as JSON and YAML: fields, values, depth, aliases. TypeScript is code, and left out.

import type { JsonObject } from "../../../src/core/json.ts";
import { type DataFormat, dataFormats, datasetEntry } from "../data-formats.ts";
import { chance, type Draw, pick, sizeUpTo } from "../draw.ts";
import { write } from "../files.ts";
import { hostileText } from "../hostile-values.ts";
import type { Kind, Place } from "../kind.ts";
import { mutateBytes } from "../mutate-bytes.ts";
import { jsonText, mutateJson } from "../mutate-json.ts";

export const config: Kind = {
  name: "config",
  weight: 5,
  make(draw, place) {
    const { work } = place;
    write(work, "data/rows.jsonl", '{"question":"Which?","answer":"this"}\n');
    const isYaml = chance(draw, 3);
    const name = isYaml ? "hostile.yaml" : "hostile.json";
    const [how, text] = isYaml && chance(draw, 2) ? yamlText(draw) : jsonConfig(draw, place);
    write(work, name, chance(draw, 10) ? mutateBytes(draw, Buffer.from(text)) : text);
    const commands = [
      ["prompt", name],
      ["eval", name, "--dry-run"],
      ["eval", name, "--limit", "1", "--max-out-len", "4"],
    ];
    return { about: `${name}: ${how}`, commands: [pick(draw, commands)] };
  },
};

function jsonConfig(draw: Draw, { bases }: Place): [how: string, text: string] {
  const value = mutateJson(draw, whole(bases.gguf), 1 + draw(2));
  return ["values", jsonText(draw, value, pick(draw, [0, 2]))];
}

function whole(gguf: string): JsonObject {
  const entry = datasetEntry(dataFormats[0] as DataFormat, { abbr: "rows" });
  const metaTemplate = {
    round: [
      { role: "HUMAN", begin: "Q: " },
      { role: "BOT", begin: "A: ", generate: true },
    ],
  };
  return {
    models: [
      {
        ...{ abbr: "m", path: gguf, kind: "base", maxOutLen: 4, maxSeqLen: 128, threads: 1, batchSize: 2 },
        ...{ generation: { do_sample: true, temperature: 0.5, top_k: 3, seed: 1 }, stopWords: ["\n"], device: "cpu" },
        ...{ metaTemplate, placement: { kv_cache_type: "f16", gpu_layers: 0 }, thinkingTags: ["<a>", "</a>"] },
      },
    ],
    datasets: [entry, "tiny_siqa_ppl"],
    summarizer: {
      datasetAbbrs: ["rows", ["tiny_siqa_ppl", "accuracy"]],
      summaryGroups: [{ name: "g", subsets: ["rows", "tiny_siqa_ppl"], weights: { rows: 1, tiny_siqa_ppl: 2 } }],
    },
    infer: { partitioner: { type: "size", maxTaskSize: 100 }, runner: { type: "local", maxNumWorkers: 1 } },
    date: "2026-01-02",
  };
}

const yamlForms: readonly ((draw: Draw) => string)[] = [
  (draw) => aliases(draw(40), 1 + draw(9)),
  () => "models: &m [*m]\ndatasets: *m\n",
  () => "a: &a {<<: *a}\n",
  (draw) =>
    `models: !!${pick(draw, ["js/function", "python/object/apply:os.system", "binary", "set", "map"])} "touch owned"\n`,
  (draw) => `${"- ".repeat(sizeUpTo(draw, 20_000))}x\n`,
  (draw) => `${"{a: ".repeat(sizeUpTo(draw, 20_000))}1\n`,
  (draw) => `models: [${"[".repeat(sizeUpTo(draw, 20_000))}\n`,
  (draw) => `? ${"? ".repeat(sizeUpTo(draw, 3000))}x\n`,
  (draw) => `models: ["${hostileText(draw)}"]\n`,
  (draw) => `models: |${draw(12)}\n${" ".repeat(sizeUpTo(draw, 10_000))}x\n`,
  (draw) => `---\nmodels: []\n${"---\n".repeat(sizeUpTo(draw, 5000))}`,
  (draw) => `%YAML ${draw(4)}.${draw(9)}\n---\nmodels: [oc_tiny_q4_0]\n`,
  (draw) => Array.from({ length: sizeUpTo(draw, 50_000) }, (_, i) => `key${i}: &a${i} *a${i - 1}\n`).join(""),
  () => "datasets: [.nan, .inf, 0x1F, 0o17, 1_000, 2026-01-01, ~, yes, 1e999]\n",
];

function yamlText(draw: Draw): [how: string, text: string] {
  const form = draw(yamlForms.length);
  return [`YAML form ${form}`, (yamlForms[form] as (draw: Draw) => string)(draw)];
}

/** Each list holds the one before several times. */
function aliases(levels: number, width: number): string {
  const lines = Array.from({ length: levels }, (_, i) => {
    const item = i === 0 ? "lol" : `*a${i - 1}`;
    return `a${i}: &a${i} [${Array.from({ length: width }, () => item).join(", ")}]\n`;
  });
  return `${lines.join("")}models: *a${Math.max(levels - 1, 0)}\n`;
}
