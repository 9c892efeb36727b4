import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadPart, type PartFolder } from "../../src/plan/parts.ts";
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
  if (shared[folder]?.includes(name)) {
    expect((await errorOf(() => loadPart(folder, name))).code).toBe("UNKNOWN_NAME");
  } else {
    expect(Object.keys(await loadPart<object>(folder, name)).some((key) => key.startsWith("create"))).toBe(true);
  }
});

test.each<[folder: PartFolder, kind: string, wrong: string, hint: string]>([
  ["prompt/retrievers", "retriever", "fixk", "did you mean fix-k?"],
  ["inferencers", "inferencer", "perplexty", "did you mean perplexity?"],
  ["postprocess", "postprocessor", "frist-option", "did you mean first-option?"],
  ["evaluators", "evaluator", "acuracy", "did you mean accuracy?"],
  ["engines", "engine", "node-lama-cpp", "did you mean node-llama-cpp?"],
])("an unknown part of %s is refused as a %s with the nearest one: %s", async (folder, kind, wrong, hint) => {
  expect(await errorOf(() => loadPart(folder, wrong))).toMatchObject({
    code: "UNKNOWN_NAME",
    message: `there is no ${kind} "${wrong}"`,
    hint: expect.stringContaining(hint.slice(0, -1)) as string,
  });
});

test("only parts are suggested, not the files they share", async () => {
  const { hint } = await errorOf(() => loadPart("inferencers", "fit-promt"));
  expect(hint).not.toContain("fit-prompt");
});

test("where nothing is near, the parts of the folder are listed", async () => {
  const { hint } = await errorOf(() => loadPart("prompt/retrievers", "nothing-like-it"));
  expect(hint).toBe("there are: fix-k, random, sliding-window, zero");
});

test("a path is not a part's name", async () => {
  expect((await errorOf(() => loadPart("evaluators", "../postprocess/first-option"))).code).toBe("UNKNOWN_NAME");
});
