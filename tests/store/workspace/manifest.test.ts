import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generationSchema } from "../../../src/config/model-schema.ts";
import { type Manifest, type ManifestModel, readManifest, writeJson } from "../../../src/store/workspace/manifest.ts";
import { ManifestFile } from "../../../src/store/workspace/manifest-file.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../../run/error-of.ts";

const folder = await tempFolder();
const workspace = { path: folder.path, timestamp: "20260220_120000" };

const manifest: Manifest = {
  startedAt: "2026-02-20T12:00:00.000Z",
  version: "0.1.0",
  node: "v20.19.0",
  platform: "linux-x64",
  data: { path: "/data", isSample: false },
  models: [{ abbr: "模型", kind: "base", path: "/m.gguf", fingerprint: "ff", generation: generationSchema.parse({}) }],
  datasets: [{ id: "siqa", abbr: "siqa", mode: "ppl", version: "ced5f6", rows: 3, data: "dd" }],
};

test("a manifest is read back as it was written; before that there is none", () => {
  expect(readManifest(workspace)).toBeUndefined();
  new ManifestFile(workspace, manifest).change();
  expect(readManifest(workspace)).toEqual(manifest);
});

test("what is changed is in the file and in what is told of it; the facts of one model leave the others", () => {
  const [model] = manifest.models as [ManifestModel];
  const file = new ManifestFile(workspace, {
    ...manifest,
    metric: "ppl",
    models: [model, { ...model, abbr: "other" }],
  });
  file.update("模型", { unfinished: ["siqa"] });
  file.update("absent", { unfinished: [] });
  expect(file.now.models.map(({ unfinished }) => unfinished)).toEqual([["siqa"], undefined]);
  expect(readManifest(workspace)).toEqual(file.now);
  file.end({ metric: undefined });
  expect(readManifest(workspace)).not.toHaveProperty("metric");
  expect(readManifest(workspace)).toMatchObject({ endedAt: file.now.endedAt, models: file.now.models });
});

test("files are indented by four blanks, keep their Chinese readable and leave no temporary file", () => {
  new ManifestFile(workspace, manifest).change();
  const text = readFileSync(join(folder.path, "manifest.json"), "utf8");
  expect(text).toContain('\n            "abbr": "模型",\n');
  expect(text.endsWith("}\n")).toBe(true);
  expect(readdirSync(folder.path)).toEqual(["manifest.json"]);
});

test("a manifest that is not JSON is an error that names the file and the way on", async () => {
  const path = join(folder.path, "broken");
  mkdirSync(path);
  writeFileSync(join(path, "manifest.json"), '{"startedAt": ');
  expect(await errorOf(() => readManifest({ path, timestamp: "broken" }))).toMatchObject({
    code: "WORKSPACE",
    message: expect.stringContaining(`${join(path, "manifest.json")} cannot be read: `) as string,
  });
});

test("a file that cannot be written is an error that names it", async () => {
  const path = join(folder.path, "manifest.json", "below-a-file.json");
  expect(await errorOf(() => writeJson(path, {}))).toMatchObject({
    code: "STORAGE",
    message: expect.stringContaining(`cannot write ${path}`) as string,
  });
});
