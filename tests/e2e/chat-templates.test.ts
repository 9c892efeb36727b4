import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installCli, projectRoot, tinyModel } from "./cli.ts";

// What a model reads is settled by its files and the command: not by the terminal, the day or the library that cuts the text.

const cli = installCli();
afterAll(() => cli.remove());

const inWork = (name: string) => join(cli.cwd, name);
const dated =
  "[{{ bos_token }}]{% for m in messages %}{{ m.content }}{% endfor %}\n{{ strftime_now('%A %d %B %Y, %e %j %p') }}\n";

beforeAll(() => {
  writeFileSync(inWork("dated.jinja"), dated);
  writeFileSync(inWork("crlf.jinja"), "{% if true %}\r\nA{{ 'b\r\nc' }}\r\n{% endif %}\r\nD\r\n\r\n");
  writeFileSync(
    inWork("python.jinja"),
    "{{ true }} {{ none }} {{ -7 % 3 }} {{ 7 // -2 }} {{ 1.0 }} {{ {1: 'one'}[1] }} {{ none|selectattr('x')|list }} {{ ['a', none] }}",
  );
  writeFileSync(inWork("unknown.jinja"), "{{ messages | urlize }}");
  writeRows("one.jsonl", [{ question: "Say something.", answer: "A" }]);
  writeRows("numbers.jsonl", [
    { question: "4 ½", answer: "A" },
    { question: "e\u0301 \u212b \u2126", answer: "A" },
    { question: "\u00e9 \u00c5 \u03a9", answer: "A" },
  ]);
  for (const name of ["one", "numbers"])
    writeFileSync(inWork(`${name}.json`), JSON.stringify({ datasets: [entry(name)] }));
  writeFileSync(
    inWork("told.json"),
    JSON.stringify({ models: ["oc_tiny"], datasets: [entry("one")], date: "2021-03-04" }),
  );
});

function writeRows(name: string, rows: readonly object[]): void {
  mkdirSync(inWork("data"), { recursive: true });
  writeFileSync(inWork(join("data", name)), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
}

function entry(name: string) {
  return {
    abbr: name,
    source: { type: "jsonl", path: `${name}.jsonl` },
    reader: { inputColumns: ["question"], outputColumn: "answer" },
    infer: {
      promptTemplate: { template: { round: [{ role: "HUMAN", prompt: "{question}" }] } },
      retriever: { type: "zero" },
      inferencer: { type: "generate", maxOutLen: 4 },
    },
    evaluate: { evaluator: { type: "accuracy" } },
  };
}

interface Shown {
  prompts: { text: string; tokens: { pieces: { ids: number[] }[] } | null }[];
  fit: { toldTime: string | null; textForm: string | null };
}

async function prompts(args: readonly string[], env: Record<string, string> = {}): Promise<Shown> {
  const { code, stdout, stderr } = await cli.run(["prompt", "--json", ...args], env);
  expect(stderr).not.toContain("error:");
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

const chat = ["one.json", "--models", "oc_tiny", "--chat-template"];

test("a date is written in English whatever the terminal speaks, by all letters of strftime", async () => {
  const at = ["dated.jinja", "--date", "2024-07-05T09:30"];
  const view = await prompts([...chat, ...at], { LC_ALL: "de_DE.UTF-8", LANG: "de_DE.UTF-8" });
  expect(view.prompts[0]?.text).toBe("[<|startoftext|>]Say something.\nFriday 05 July 2024,  5 187 AM");
  expect(view.fit.toldTime).toMatch(/^2024-07-05T09:30:00[+-]\d\d:\d\d$/);
  const { stdout } = await cli.run(["prompt", "told.json", "--chat-template", "dated.jinja", "--no-tokens"]);
  expect(stdout).toContain("Thursday 04 March 2021");
});

test("templates render as in Jinja2: Windows line ends, Python's values, refusals by name", async () => {
  expect((await prompts([...chat, "crlf.jinja"])).prompts[0]?.text).toBe("Ab\nc\nD\n");
  expect((await prompts([...chat, "python.jinja"])).prompts[0]?.text).toBe("True None 2 -4 1.0 one [] ['a', None]");
  const { code, stderr } = await cli.run(["prompt", ...chat, "unknown.jinja"]);
  expect(code).toBe(2);
  expect(stderr).toContain("the filter urlize is not supported in chat templates");
});

test("a token that the file does not name is undefined in the template", async () => {
  const bytes = readFileSync(tinyModel);
  const key = "tokenizer.ggml.bos_token_id";
  bytes.write("x", bytes.indexOf(key) + key.length - 1);
  writeFileSync(inWork("no-bos.gguf"), bytes);
  for (const engine of ["llama", "node-llama-cpp"]) {
    const args = ["one.json", "--model", "no-bos.gguf", "--engine", engine, "--chat-template", "dated.jinja"];
    expect((await prompts([...args, "--date", "2024-07-05"])).prompts[0]?.text).toMatch(/^\[\]Say something/);
  }
});

test("a run keeps its date when it goes on another day, and another date asks again", async () => {
  const asked = ["eval", "one.json", "--models", "oc_tiny", "--chat-template", "dated.jinja", "-w", "runs"];
  // Half way round the world it is another day, whatever the hour.
  const first = await cli.run(asked, { TZ: "Etc/GMT+12" });
  expect(first.code).toBe(0);
  expect(first.stdout + first.stderr).toContain(
    "oc-tiny: its chat template writes the date into prompts; it is told 20",
  );
  const told = manifest().models[0]?.toldTime;
  expect(told).toMatch(/T\d\d:\d\d:\d\d-12:00$/);
  const tomorrow = await cli.run(["eval", "-r", "-w", "runs"], { TZ: "Pacific/Kiritimati" });
  expect(tomorrow.code).toBe(0);
  expect(manifest().models[0]?.toldTime).toBe(told);
  expect(tomorrow.stdout + tomorrow.stderr).not.toContain("changed");
  expect(answers()).toBe(1);
  const other = await cli.run(["eval", "-r", "-w", "runs", "--date", "2024-07-05"]);
  expect(other.code).toBe(0);
  expect(manifest().models[0]?.toldTime).toMatch(/^2024-07-05T00:00:00/);
  expect(other.stdout + other.stderr).toContain("the prompt changed");
  expect(other.stdout).toContain("it is told 2024-07-05T00:00:00");
});

function runFolder(): string {
  return join(
    inWork("runs"),
    readdirSync(inWork("runs"))
      .filter((name) => /^\d{8}_\d{6}$/.test(name))
      .sort()[0] as string,
  );
}

function manifest(): { models: { toldTime?: string }[] } {
  return JSON.parse(readFileSync(join(runFolder(), "manifest.json"), "utf8"));
}

/** Rows that were asked of the model and are kept. */
function answers(): number {
  const folder = join(runFolder(), "journal");
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".jsonl"));
  return files.reduce((sum, name) => sum + readFileSync(join(folder, name), "utf8").trim().split("\n").length, 0);
}

test("a date that is none, and one that nothing asks for, are said", async () => {
  const wrong = await cli.run(["eval", "one.json", "--models", "oc_tiny", "--date", "26.07.2024"]);
  expect(wrong.stderr).toContain("Write it as 2024-07-26");
  const unused = await cli.run(["eval", "one.json", "--models", "oc_tiny", "--date", "2024-07-26", "--dry-run"]);
  expect(unused.code).toBe(0);
  expect(unused.stdout).toContain("--date has no effect: no prompt of this run holds a date");
});

test("an ONNX tokenizer cuts at every numeric character", async () => {
  const folder = inWork("digits-onnx");
  cpSync(join(projectRoot, "models", "oc-tiny-onnx"), folder, { recursive: true });
  const byteLevel = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: false };
  const tokenizer = {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: { type: "Sequence", pretokenizers: [{ type: "Digits", individual_digits: true }, byteLevel] },
    post_processor: null,
    decoder: { ...byteLevel, add_prefix_space: true },
    model: {
      type: "BPE",
      vocab: { "4": 0, Ġ: 1, Â: 2, "½": 3, "Â½": 4, "ĠÂ½": 5 },
      merges: [
        ["Â", "½"],
        ["Ġ", "Â½"],
      ],
    },
  };
  writeFileSync(join(folder, "tokenizer.json"), JSON.stringify(tokenizer));
  const view = await prompts(["numbers.json", "--model", "digits-onnx", "--hf-type", "base"]);
  expect(view.prompts[0]?.tokens?.pieces.flatMap(({ ids }) => ids).slice(-3)).toEqual([0, 1, 4]);
});

test("text is composed before it becomes tokens where the checkpoint's tokenizer does so, and said", async () => {
  // The embedded model as a file whose tokenizer is GPT-NeoX's by name: one byte less, one more.
  const text = readFileSync(tinyModel).toString("latin1");
  const field = (value: string) => `${String.fromCharCode(value.length)}\0\0\0\0\0\0\0${value}`;
  const changed = text.replace(field("qwen2"), field("olmo")).replace(field("oc-tiny"), field("oc-tinyy"));
  expect(changed.length).toBe(text.length);
  writeFileSync(inWork("composing.gguf"), changed, "latin1");
  const tokensOf = async (model: string, row: string, engine: string) => {
    const args = ["numbers.json", "--model", model, "--engine", engine, "--hf-type", "base", "--row", row];
    const { prompts: shown, fit } = await prompts(args);
    return { ids: shown[0]?.tokens?.pieces.flatMap(({ ids }) => ids), form: fit.textForm };
  };
  for (const engine of ["llama", "node-llama-cpp"]) {
    const [apart, composed] = [
      await tokensOf("composing.gguf", "1", engine),
      await tokensOf("composing.gguf", "2", engine),
    ];
    expect(apart).toEqual(composed);
    expect(apart.form).toBe("NFC");
  }
  const [apart, composed] = [await tokensOf(tinyModel, "1", "llama"), await tokensOf(tinyModel, "2", "llama")];
  expect(apart.ids).not.toEqual(composed.ids);
  expect(apart.form).toBeNull();
  const { stdout } = await cli.run(["doctor", "--model", "composing.gguf"]);
  expect(stdout).toContain("text is brought to Unicode's NFC first");
});

const nfcCase = join(projectRoot, "..", "shared", "cases", "24-nfc");
const qwen = join(projectRoot, "..", "shared", "zoo", "qwen2", "qwen2-f32.gguf");

test.skipIf(!existsSync(nfcCase) || !existsSync(qwen))(
  "signs and their composed forms get the same tokens from a Qwen2 file",
  async () => {
    cpSync(join(nfcCase, "c.json"), inWork("nfc.json"));
    cpSync(join(nfcCase, "data", "ohm.jsonl"), inWork("data/ohm.jsonl"));
    const idsOf = async (row: string) => {
      const view = await prompts(["nfc.json", "--model", qwen, "--hf-type", "base", "--row", row]);
      return view.prompts[0]?.tokens?.pieces.flatMap(({ ids }) => ids);
    };
    expect(await idsOf("0")).toEqual(await idsOf("1"));
  },
);
