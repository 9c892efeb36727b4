import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../../src/core/package.ts";
import { resolveRun } from "../../../src/plan/resolve.ts";
import { requireOwnFiles } from "../../../src/store/workspace/own-files.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../../run/error-of.ts";
import { invocationOf } from "../../run/invocation.ts";

const folder = await tempFolder();
const path = join(packageRoot, "models", "oc-tiny", "oc-tiny-f16.gguf");

test("models whose files would be the same are refused: their rows would replace each other", async () => {
  const models = [
    { abbr: "org/model", path },
    { abbr: "org_model", path },
  ];
  await folder.write("same.json", JSON.stringify({ models, datasets: ["siqa_ppl"] }));
  expect(await errorOf(() => resolveRun(invocationOf(folder.path, { config: "same.json" })))).toMatchObject({
    code: "CONFIG",
    message: 'model "org_model" would share its files with "org/model"',
    hint: "give it another abbr",
  });
});

test("so are datasets, also where one is called as another is renamed to", async () => {
  expect(await errorOf(() => requireOwnFiles("dataset", ["siqa_gen", "siqa_ppl", "siqa_gen"]))).toMatchObject({
    message: 'dataset "siqa_gen" would share its files with "siqa_gen"',
  });
  requireOwnFiles("dataset", ["a/b", "a-b", "数据"]);
});

test.each([
  ["数".repeat(76), /is too long for the name of a file: 228 bytes, at most 225$/],
  ["..", /cannot be the name of a file$/],
  [".", /cannot be the name of a file$/],
  ["a\0b", /cannot be the name of a file$/],
])("a name that no file can have is refused before anything is computed: %j", async (name, message) => {
  expect((await errorOf(() => requireOwnFiles("dataset", [name]))).message).toMatch(message);
});

test("the longest name that is taken leaves room for the endings of all files", async () => {
  const name = "数".repeat(75);
  requireOwnFiles("dataset", [name]);
  await folder.write(`${name}.json.details.4194304.tmp`, "");
});
