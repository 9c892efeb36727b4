import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { importPart, type PartFolder } from "../../src/core/parts.ts";
import type { PartSpec } from "../../src/core/spec.ts";
import { loadPart } from "../../src/plan/parts.ts";
import { errorOf } from "../run/error-of.ts";

/** Files that lie among the parts because the parts of that folder share them. */
const shared: Record<string, readonly string[]> = {
  "prompt/retrievers": [],
  inferencers: ["fit-prompt", "generation", "gold", "inferencer", "labelled"],
  postprocess: [],
  evaluators: [],
};

const files = Object.keys(shared).flatMap((folder) =>
  readdirSync(fileURLToPath(new URL(`../../src/${folder}`, import.meta.url)))
    .filter((file) => file.endsWith(".ts"))
    .map((file) => [folder as PartFolder, file.slice(0, -".ts".length)] as const),
);

test.each(files)("%s/%s is a part, or known to be shared by parts", async (folder, name) => {
  expect((await importPart(folder, name)) === undefined).toBe(shared[folder]?.includes(name));
});

test.each<[folder: PartFolder, kind: string, wrong: string, hint: string]>([
  ["prompt/retrievers", "retriever", "fixk", "did you mean fix-k?"],
  ["inferencers", "inferencer", "perplexty", "did you mean perplexity?"],
  ["postprocess", "postprocessor", "frist-option", "did you mean first-option?"],
  ["evaluators", "evaluator", "acuracy", "did you mean accuracy?"],
  ["engines", "engine", "node-lama-cpp", "did you mean node-llama-cpp?"],
])("an unknown part of %s is refused as a %s with the nearest one: %s", async (folder, kind, wrong, hint) => {
  expect(await errorOf(() => loadPart(folder, { type: wrong }))).toMatchObject({
    code: "UNKNOWN_NAME",
    message: `there is no ${kind} "${wrong}"`,
    hint: expect.stringContaining(hint.slice(0, -1)) as string,
  });
});

test("only parts are suggested, not the files they share", async () => {
  const { hint } = await errorOf(() => loadPart("inferencers", { type: "fit-promt" }));
  expect(hint).not.toContain("fit-prompt");
});

test("where nothing is near, the parts of the folder are listed", async () => {
  const { hint } = await errorOf(() => loadPart("prompt/retrievers", { type: "nothing-like-it" }));
  expect(hint).toBe("there are: fix-k, random, sliding-window, zero");
});

test("a path is not a part's name", async () => {
  expect((await errorOf(() => loadPart("evaluators", { type: "../postprocess/first-option" }))).code).toBe(
    "UNKNOWN_NAME",
  );
});

test("a file that parts share is no part", async () => {
  expect((await errorOf(() => loadPart("inferencers", { type: "labelled" }))).code).toBe("UNKNOWN_NAME");
});

test.each<[what: string, folder: PartFolder, spec: PartSpec<string>, message: string, hint: string | undefined]>([
  [
    "a misspelt option",
    "inferencers",
    { type: "generate", stopingCriteria: ["\n"] },
    'generate: unknown option "stopingCriteria"',
    "did you mean stoppingCriteria?",
  ],
  [
    "an option of a part that takes none",
    "evaluators",
    { type: "accuracy", strict: true },
    'accuracy: unknown option "strict"',
    "it takes none",
  ],
  [
    "a retriever's option by its kind and name",
    "prompt/retrievers",
    { type: "fix-k", fixIdList: [], iceSeperator: "" },
    'retriever "fix-k": unknown option "iceSeperator"',
    "did you mean iceSeparator?",
  ],
  [
    "a missing option",
    "prompt/retrievers",
    { type: "sliding-window" },
    'retriever "sliding-window": option "k": expected number, received undefined',
    "k is: examples per row",
  ],
])("%s is refused", async (_, folder, spec, message, hint) => {
  expect(await errorOf(() => loadPart(folder, spec))).toMatchObject({ code: "CONFIG", message, hint });
});
