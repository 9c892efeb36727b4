// Thoughts of reasoning models. The embedded model does not think: its chat template is given tags, and what it answered is
// replaced in the journal.

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installCli } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

const chat =
  "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}\n{% endfor %}{% if add_generation_prompt %}<|assistant|>";
const opening = `${chat}<think>\n{% endif %}`;
const datasets = ["--datasets", "tiny_ceval_gen", "--limit", "4"];
const first = "tiny_ceval_gen-common_sense";

const runFolder = (workDir: string) => {
  const [timestamp = ""] = readdirSync(join(cli.cwd, workDir));
  return join(cli.cwd, workDir, timestamp);
};
const read = (workDir: string, ...path: string[]) => readFileSync(join(runFolder(workDir), ...path), "utf8");
const result = (workDir: string) => JSON.parse(read(workDir, "results", "oc-tiny", `${first}.json`));
const newest = (workDir: string, ending: string) => {
  const files = readdirSync(join(runFolder(workDir), "summary")).filter((name) => name.endsWith(ending));
  return read(workDir, "summary", files.sort().at(-1) as string);
};

/** Answers to the rows of one dataset, by what is right for each. */
function replaceAnswers(workDir: string, answers: ((gold: string) => string)[]): void {
  const path = join(runFolder(workDir), "journal", "oc-tiny", `${first}.jsonl`);
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  const replaced = lines.map((line) => {
    const record = JSON.parse(line);
    if (record.prediction?.prediction === undefined) return line;
    record.prediction.prediction = answers[record.row]?.(record.gold);
    return JSON.stringify(record);
  });
  writeFileSync(path, `${replaced.join("\n")}\n`);
  // Predictions that differ from the journal were edited by hand, and would be judged instead.
  rmSync(join(runFolder(workDir), "predictions", "oc-tiny", `${first}.json`));
}

beforeAll(async () => {
  const model = ["--models", "oc_tiny", "--chat-template"];
  const opens = await cli.run(["eval", ...model, opening, ...datasets, "-w", "opens"]);
  expect(opens.code, opens.stderr).toBe(0);
  expect(opens.stderr).toContain("oc-tiny: thoughts (<think> … </think>) are taken out of answers");
}, 240_000);

test("an answer without an end tag, to a prompt that begins a thought, is an unclosed thought", () => {
  expect(result("opens").oc_local).toMatchObject({ thoughts: 4, unclosedThoughts: 4, extracted: 0, correct: 0 });
  expect(read("opens", "predictions", "oc-tiny", `${first}.json`)).not.toContain("thought");
});

test("stored answers are judged without their thoughts, in the result, the table, the details and the cases", async () => {
  replaceAnswers("opens", [
    (gold) => `Maybe A or B or C or D.\n</think>\n\n${gold}`,
    (gold) => `${gold}, or another one`,
    (gold) => `<think>A? B? C? D?</think>${gold}`,
    (gold) => `A? B?</think> <think> ${gold}`,
  ]);
  const { code, stdout, stderr } = await cli.run(["eval", "-m", "eval", "-r", "-w", "opens"]);
  expect(code, stderr).toBe(0);
  expect(stdout).toContain("2 unclosed thoughts (50%), 4 answers with thoughts, taken out");
  expect(stdout).toMatch(/few extracted: .*Try: /);
  const { oc_local, details } = result("opens");
  expect(oc_local).toMatchObject({ thoughts: 4, unclosedThoughts: 2, extracted: 2, correct: 2, wrong: 2 });
  expect(details["0"]).toMatchObject({ raw: expect.stringContaining("Maybe A"), thought: "closed", correct: true });
  expect(details["1"]).toMatchObject({ pred: "", thought: "unclosed", correct: false, extracted: false });
  expect(newest("opens", ".md")).toContain("2 unclosed thoughts");
  const [head = "", line = ""] = newest("opens", ".details.csv").split("\n");
  const cell = (name: string) => line.split(",")[head.split(",").indexOf(name)];
  expect([cell("thoughts"), cell("unclosed_thoughts")]).toEqual(["4", "2"]);

  const cases = await cli.run(["cases", "opens", "--datasets", first, "--limit", "9"]);
  expect(cases.stdout).toContain("thoughts are taken out of 4 answers before anything is extracted; in 2 of them");
  expect(cases.stdout).toMatch(/thought +\d+ characters taken out, without an end: cut\n +output +\(empty\)/);
  const audit = await cli.run(["cases", "opens", "--datasets", first, "--audit", "--json"]);
  expect(JSON.parse(audit.stdout.split("\n")[0] as string)).toMatchObject({ thoughts: 4, disagreements: 0 });
});

test("other tags, none, and back: a run keeps what was said last, and no question is asked again", async () => {
  const judge = async (...flags: string[]) => {
    const { code, stderr } = await cli.run(["eval", "-m", "eval", "-r", "-w", "opens", ...flags]);
    expect(code, stderr).toBe(0);
    return { stderr, text: read("opens", "results", "oc-tiny", `${first}.json`) };
  };
  const before = await judge();
  const none = await judge("--thinking-tags", "none");
  expect(none.stderr).toContain("oc-tiny: thoughts are left in the answers, now and by later commands on this run");
  expect(none.stderr).not.toContain("no effect of");
  expect(none.text).not.toContain("thought");
  expect(JSON.parse(none.text).oc_local).toMatchObject({ tagsLeftIn: 3 });
  expect((await judge()).text).toBe(none.text);
  const continued = await cli.run(["eval", "-r", "-w", "opens"]);
  expect(continued.code, continued.stderr).toBe(0);
  expect(continued.stderr).not.toMatch(/asked again/);
  expect(read("opens", "results", "oc-tiny", `${first}.json`)).toBe(none.text);
  expect((await judge("--thinking-tags", "auto")).text).toBe(before.text);
  const viz = await cli.run(["eval", "-m", "viz", "-r", "-w", "opens", "--thinking-tags", "none"]);
  expect(viz.stderr).toContain("no effect of model settings");
}, 240_000);

test("a template that only takes earlier thoughts out begins none; a config names the tags as OpenCompass does", async () => {
  const closed = `${chat}{{ "" if true else "</think>" }}{% endif %}`;
  const plain = await cli.run(["eval", "--models", "oc_tiny", "--chat-template", closed, ...datasets, "-w", "plain"]);
  expect(plain.code, plain.stderr).toBe(0);
  expect(result("plain").oc_local).toMatchObject({ thoughts: 0, unclosedThoughts: 0 });
  const config = {
    models: [
      {
        abbr: "oc-tiny",
        path: join(import.meta.dirname, "..", "..", "models", "oc-tiny", "oc-tiny-f16.gguf"),
        pred_postprocessor: {
          type: "extract_non_reasoning_content",
          think_start_token: "<t>",
          think_end_token: "</t>",
        },
      },
    ],
    datasets: ["tiny_ceval_gen"],
  };
  writeFileSync(join(cli.cwd, "tags.json"), JSON.stringify(config));
  const named = await cli.run(["eval", "tags.json", "--limit", "1", "-w", "named"]);
  expect(named.code, named.stderr).toBe(0);
  expect(result("named").oc_local).toMatchObject({ thinking: { tags: ["<t>", "</t>"] }, thoughts: 0 });
}, 240_000);

test("a model without tags is judged as before, and tags that cannot be meant are refused", async () => {
  const { code, stderr } = await cli.run(["eval", "--models", "oc_tiny", ...datasets, "-w", "none"]);
  expect(code, stderr).toBe(0);
  expect(read("none", "results", "oc-tiny", `${first}.json`)).not.toContain("thought");
  for (const tags of [["x"], ["<a>", "<a>"], ["<a>", "</a>", "<b>"]]) {
    const refused = await cli.run(["eval", "--models", "oc_tiny", ...datasets, "--thinking-tags", ...tags]);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("expected two tags, none or auto") });
  }
  const scored = await cli.run([
    "eval",
    "--models",
    "oc_tiny",
    "--datasets",
    "siqa_ppl",
    "--limit",
    "1",
    "--thinking-tags",
    "<a>",
    "</a>",
    "-w",
    "scored",
  ]);
  expect(scored.stderr).toContain("--thinking-tags has no effect: nothing is generated");
  const help = await cli.run(["eval", "--help"]);
  expect(help.stdout).toContain("--thinking-tags <tags...>");
}, 240_000);

test("a limit that overrules the dataset's own asks anew, and stands beside the score", async () => {
  const gsm8k = ["--models", "oc_tiny", "--datasets", "gsm8k_gen", "--limit", "1", "-w", "overruled"];
  const own = await cli.run(["eval", ...gsm8k, "--max-out-len", "3"]);
  expect(own.code, own.stderr).toBe(0);
  expect(own.stderr).toContain("--max-out-len has no effect on gsm8k");
  const overruled = await cli.run(["eval", "-r", ...gsm8k, "--max-out-len", "3", "--overrule-out-len"]);
  expect(overruled.code, overruled.stderr).toBe(0);
  expect(overruled.stderr).toContain("0 rows reused; 1 asked again: the settings changed (1)");
  expect(overruled.stdout).toMatch(/gsm8k .*answers up to 3 tokens, not the dataset's 512/);
  const again = await cli.run(["eval", "-r", "-w", "overruled", "--mode", "viz"]);
  expect(again.stdout).toContain("answers up to 3 tokens, not the dataset's 512");
});
