import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { loadConfigFile } from "../../src/config/load-file.ts";
import { tempFolder } from "../data/temp-folder.ts";
import { errorOf } from "../run/error-of.ts";

const folder = await tempFolder();
const load = (reference: string) => loadConfigFile(reference, folder.path);

test("a TypeScript config gets the running package as oc-local, and files beside it", async () => {
  await folder.write("shared/pieces.ts", 'export const limit: string = "[0:5]";\nexport enum Size { Small = 3 }\n');
  await folder.write(
    "my.ts",
    `import { defineConfig, type DatasetConfig } from "oc-local";
     import ceval from "oc-local/configs/datasets/ceval";
     import { limit, Size } from "./shared/pieces.ts";
     const entries: DatasetConfig[] = ceval.variants.ceval_gen_5f30c7().slice(0, Size.Small)
       .map((entry) => ({ ...entry, reader: { ...entry.reader, testRange: limit } }));
     export default defineConfig({ models: ["oc_tiny"], datasets: entries });`,
  );
  const { origin, value } = await load("my.ts");
  expect(origin).toBe("my.ts");
  expect(value.models).toEqual(["oc_tiny"]);
  expect(value.datasets).toMatchObject(Array(3).fill({ reader: { testRange: "[0:5]" } }));
});

test("classes of oc-local in a config are those of the running program", async () => {
  await folder.write(
    "throws.ts",
    'import { OcLocalError } from "oc-local";\nthrow new OcLocalError("MISSING_DATA", "bring it");',
  );
  expect(await errorOf(() => load("throws.ts"))).toMatchObject({
    code: "MISSING_DATA",
    message: "throws.ts: bring it",
  });
});

test.each(["config.js", "config.mjs", "config.mts"])("%s is a config too", async (name) => {
  await folder.write(
    name,
    'import { defineConfig } from "oc-local";\nexport default defineConfig({ datasets: ["siqa_ppl"] });',
  );
  expect((await load(name)).value).toEqual({ datasets: ["siqa_ppl"] });
});

test("a JSON config is read, never run, and found from any folder by its path", async () => {
  const path = await folder.write("deep/config.json", '{"datasets": ["siqa_ppl"]}');
  expect((await load("deep/config.json")).value).toEqual({ datasets: ["siqa_ppl"] });
  expect((await load(path)).origin).toBe(path);
});

test("a YAML config is data: anchors, lists of lists, one entry for a list of one", async () => {
  await folder.write(
    "config.yml",
    ["models: oc_tiny", "datasets:", "  - &two [siqa_ppl, siqa_gen]", "  - *two", "  - {<<: {abbr: m}, n: 1}"].join(
      "\n",
    ),
  );
  expect((await load("config.yml")).value).toEqual({
    models: ["oc_tiny"],
    datasets: ["siqa_ppl", "siqa_gen", "siqa_ppl", "siqa_gen", { abbr: "m", n: 1 }],
  });
});

test("a config takes values from the environment, and one that is missing is named", async () => {
  await folder.write(
    "env.ts",
    `import { defineConfig, env } from "oc-local";
     export default defineConfig({ models: [{ abbr: "m", path: env("OC_TEST_MODEL") }], workDir: env("OC_TEST_NO", "out") });`,
  );
  expect(await errorOf(() => load("env.ts"))).toMatchObject({
    code: "CONFIG",
    message: "env.ts: the environment variable OC_TEST_MODEL is not set",
    hint: expect.stringContaining("export OC_TEST_MODEL=") as string,
  });
  vi.stubEnv("OC_TEST_MODEL", "here.gguf");
  expect((await load("env.ts")).value).toEqual({ models: [{ abbr: "m", path: "here.gguf" }], workDir: "out" });
  vi.unstubAllEnvs();
});

test("a built-in evaluation is loaded by its name, and a file of that name wins", async () => {
  const { origin, value } = await load("eval_base_demo");
  expect(origin).toBe("configs/eval_base_demo");
  expect(value.datasets).toContain("demo_gsm8k_base_gen");
  await folder.write("eval_base_demo.json", "{}");
  expect((await load("eval_base_demo.json")).origin).toBe("eval_base_demo.json");
});

test("a name that is neither file nor built-in is refused with the nearest built-in", async () => {
  expect(await errorOf(() => load("eval_chat_dmo"))).toMatchObject({
    code: "CONFIG",
    message: `no config file ${join(folder.path, "eval_chat_dmo")} and no built-in evaluation named "eval_chat_dmo"`,
    hint: expect.stringContaining("did you mean eval_chat_demo") as string,
  });
  expect((await errorOf(() => load("nothing/like/it.ts"))).hint).toMatch(/^built-in: eval_/);
});

test.each<[problem: string, name: string, text: string, message: RegExp]>([
  ["bad JSON", "bad.json", '{"datasets": [', /^bad\.json: not valid JSON: /],
  ["JSON that is a list", "list.json", "[]", /^list\.json: a config is an object, found \[\]$/],
  ["JSON that is null", "null.json", "null", /^null\.json: a config is an object, found null$/],
  ["no default export", "named.ts", "export const config = {};", /^named\.ts: no default export$/],
  ["a default export of null", "null.ts", "export default null;", /^null\.ts: a config is an object, found null$/],
  ["a default export of text", "text.ts", 'export default "siqa";', /^text\.ts: a config is an object, found "siqa"$/],
  ["an import that is not there", "import.ts", 'import "./nowhere.ts";\nexport default {};', /^import\.ts: .*nowhere/],
  ["code that throws", "error.ts", 'throw new Error("no luck");', /^error\.ts: no luck$/],
  ["a syntax error", "syntax.ts", "export default {", /^syntax\.ts: /],
  ["Python", "config.py", "models = []", /^config\.py: Python configs are not read yet$/],
  ["YAML that ends early", "ends.yaml", "models: {a: 1", /^ends\.yaml:1:14: not valid YAML: /],
  [
    "a YAML key twice",
    "twice.yaml",
    "models: a\nmodels: b",
    /^twice\.yaml:2:1: not valid YAML: Map keys must be unique$/,
  ],
  ["YAML that is a list", "list.yaml", "- a", /^list\.yaml: a config is an object, found \["a"\]$/],
  ["a YAML tag", "tag.yaml", "models: !!js/function 'x'", /^tag\.yaml:1:9: not valid YAML: /],
  ["a YAML anchor in itself", "loop.yaml", "models: &a [*a]", /^loop\.yaml: its anchors make no finite value: /],
  ["an empty YAML file", "empty.yaml", "", /^empty\.yaml: a config is an object, found null$/],
  [
    "another format",
    "config.toml",
    "",
    /^config\.toml: a config file ends in \.ts, \.js, \.mjs, \.yaml, \.yml or \.json$/,
  ],
])("a config that cannot be used is refused with its name: %s", async (_problem, name, text, message) => {
  await folder.write(name, text);
  const error = await errorOf(() => load(name));
  expect(error.code).toBe("CONFIG");
  expect(error.message).toMatch(message);
});

test("the remedy is named where there is one", async () => {
  await folder.write("no-export.ts", "export const config = {};");
  expect((await errorOf(() => load("no-export.ts"))).hint).toContain("export default {");
  await folder.write("old.py", "");
  expect((await errorOf(() => load("old.py"))).hint).toContain(
    "write the same fields as YAML, JSON or TypeScript (old.yaml)",
  );
  await folder.write("eval_chat_demo.py", "");
  expect((await errorOf(() => load("eval_chat_demo.py"))).hint).toContain("oc-local eval eval_chat_demo");
});

test("a folder is no config", async () => {
  mkdirSync(join(folder.path, "a-folder"));
  expect((await errorOf(() => load("a-folder"))).code).toBe("CONFIG");
});
