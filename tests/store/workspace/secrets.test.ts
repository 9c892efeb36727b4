// A run whose config, flags, hook and errors are full of one secret: nothing in its folder has it.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RunEvent } from "../../../src/job/events.ts";
import type { Invocation, RunOptions } from "../../../src/job/invocation.ts";
import { runEvaluation } from "../../../src/run/evaluation-run.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../../run/error-of.ts";
import { invocationOf } from "../../run/invocation.ts";
import { startReceiver } from "../../run/status/targets.ts";

const folder = await tempFolder();
const secret = "hunter2-and-more";

const config = (botUrl: string) => `
import { defineConfig } from "oc-local";

export async function loadRows() { return [{ q: "1+1?", answer: "2" }, { q: "1+2?", answer: "3" }]; }
const fails = () => { throw new Error("GET https://user:${secret}@host/x: refused"); };
const entry = (abbr, more) => ({
  abbr,
  source: { type: loadRows, path: "/nowhere", apiKey: "${secret}", url: "https://user:${secret}@host/x" },
  reader: { inputColumns: ["q"], outputColumn: "answer" },
  infer: { promptTemplate: { template: "{q}" }, retriever: { type: "zero" }, inferencer: { type: "generate", maxOutLen: 4 } },
  evaluate: { evaluator: { type: "accuracy" }, ...more },
});
export default defineConfig({
  larkBotUrl: "${botUrl}",
  hook: "echo 'refused: curl --token ${secret}' >&2; exit 4",
  models: ["oc_tiny_base"],
  datasets: [entry("sums", { predPostprocessor: { type: fails } }), entry("fine", {})],
});
`;

async function run(invocation: Invocation, options: Partial<RunOptions>) {
  const events: RunEvent[] = [];
  const outcome = await runEvaluation(
    invocation,
    { mode: "all", workDir: "out", debug: true, maxNumWorkers: 1, ...options },
    { onEvent: (event) => events.push(event), signal: new AbortController().signal },
  );
  return { ...outcome, events };
}

/** Every file below a folder, with its text. */
function filesOf(path: string): [name: string, text: string][] {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), "utf8")]);
}

const withSecret = (path: string) => filesOf(path).flatMap(([name, text]) => (text.includes(secret) ? [name] : []));

test.each(["json", "text"] as const)("nothing in the folder of a run has a secret (%s logs)", async (logFormat) => {
  const receiver = await startReceiver({ status: 200, body: `{"code":9499,"msg":"bad token=${secret}"}` });
  try {
    await folder.write(`${logFormat}.ts`, config(`${receiver.url}/${secret}`));
    const asked = invocationOf(folder.path, { config: `${logFormat}.ts` });
    const { workspace, failed, events } = await run(asked, { logFormat, hook: true, lark: true });
    expect(failed.map(({ reason }) => reason)).toEqual(["sums, row 0: GET https://***@host/x: refused"]);
    expect(receiver.received).toHaveLength(3);
    expect(JSON.stringify(receiver.received.map(({ body }) => body))).not.toContain(secret);
    const warnings = events.flatMap((event) => (event.type === "warning" ? [event.text] : []));
    expect(warnings).toContain("the hook, told of the start, ended with 4: refused: curl --token ***");
    const files = filesOf(workspace.path);
    expect(files.length).toBeGreaterThan(12);
    // That they would be found: what is masked is there.
    expect(files.filter(([, text]) => text.includes("***")).map(([name]) => name)).toEqual(
      expect.arrayContaining(["run.out", "sums.out", "sums.json"]),
    );
    expect(withSecret(workspace.path)).toEqual([]);
    const again = await run(invocationOf(folder.path), { reuse: workspace.timestamp });
    expect(again.events.filter(({ type }) => type === "row")).toMatchObject(Array(4).fill({ state: "reused" }));
    expect(withSecret(workspace.path)).toEqual([]);
  } finally {
    receiver.close();
  }
});

test("a flag that held a secret has to be given again with -r, and is not stored", async () => {
  const kwargs = { chatTemplateKwargs: { api_token: secret } };
  const asked = { models: ["oc_tiny"], datasets: ["demo_gsm8k_chat_gen"], limit: 1 };
  const first = await run(invocationOf(folder.path, { ...asked, modelOverrides: { ...kwargs, maxOutLen: 4 } }), {});
  expect(withSecret(first.workspace.path)).toEqual([]);
  const reuse = first.workspace.timestamp;
  expect(await errorOf(() => run(invocationOf(folder.path), { reuse }))).toMatchObject({
    name: "UsageError",
    message: expect.stringMatching(/chatTemplateKwargs\.api_token held a secret, which is not stored$/) as string,
    hint: "give the flag again with -r, or name the config",
  });
  const again = await run(invocationOf(folder.path, { modelOverrides: kwargs }), { reuse });
  expect(again.events.filter(({ type }) => type === "row")).toMatchObject([{ state: "reused" }]);
  const scored = await run(invocationOf(folder.path), { reuse, mode: "eval" });
  expect(scored.failed).toEqual([]);
});
