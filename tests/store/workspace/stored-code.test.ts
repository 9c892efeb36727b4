import { realpathSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { codeHash } from "../../../src/config/code-hash.ts";
import { userEntries } from "../../../src/config/user-entries.ts";
import type { StoredSource } from "../../../src/job/invocation.ts";
import { isOwnCode, rememberOwnCode } from "../../../src/store/workspace/own-code.ts";
import { guardOf } from "../../../src/store/workspace/stored-code.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../../run/error-of.ts";

const folder = await tempFolder();
process.env.XDG_STATE_HOME = join(folder.path, "state");
const run = join(folder.path, "runs", "20260220_120000");
await folder.write("runs/20260220_120000/manifest.json", "{}");

async function file(name: string, text = "export default {};\n") {
  await folder.write(name, text);
  const path = realpathSync(join(folder.path, name));
  return { path, sha256: codeHash(path) as string };
}

function guard(path: string, more: Partial<StoredSource> = {}): () => void {
  const stored = { folder: run, timestamp: "20260220_120000", executed: [], flags: [], ...more };
  return () => guardOf({ cwd: folder.path, config: path, stored })?.(path);
}

test("only what the run was started with, outside its folder and run by this user, is executed unnamed", async () => {
  const mine = await file("mine.ts");
  expect((await errorOf(guard(mine.path))).message).toMatch(/would execute .*mine\.ts, and the run does not say/);
  const executed = [mine];
  expect((await errorOf(guard(mine.path, { executed }))).message).toMatch(/not been run by you on this machine$/);
  rememberOwnCode(executed);
  expect(isOwnCode(mine)).toBe(true);
  guard(mine.path, { executed })();
  await file("mine.ts", "export default { changed: true };\n");
  const changed = await errorOf(guard(mine.path, { executed }));
  expect(changed.message).toMatch(/has changed since the run was started with it$/);
  expect(changed.hint).toMatch(/name it: oc-local eval .*mine\.ts -r 20260220_120000 -w /);
});

test("what lies in the run's folder is never its user's, also through a link and by a name of its own", async () => {
  const inside = await file("runs/20260220_120000/configs/evil.ts");
  rememberOwnCode([inside]);
  const link = join(folder.path, "link.ts");
  symlinkSync(inside.path, link);
  for (const path of [inside.path, link])
    expect((await errorOf(guard(path, { executed: [inside] }))).message).toMatch(/it lies in the run's own folder$/);
});

test("entries are named by their folder, and a config is all that it imports", async () => {
  const entry = await file("entries/models/mine.ts");
  expect((await errorOf(guard(entry.path))).hint).toContain("name it");
  guard(entry.path, { named: join(folder.path, "entries") })();
  const config = await file("uses.ts", 'import { x } from "./deep/part.js";\nexport default { x };\n');
  await folder.write("deep/part.ts", 'export const x = await import("../more");\n');
  await folder.write("more.mjs", "export const y = 1;\n");
  const hash = codeHash(config.path);
  expect(hash).not.toBe(config.sha256);
  await folder.write("more.mjs", "export const y = 2;\n");
  expect(codeHash(config.path)).not.toBe(hash);
  expect(codeHash(join(folder.path, "nowhere.ts"))).toBeUndefined();
});

test("whoever stands in a run's folder does not read its configs as entries of their own", async () => {
  await folder.write("runs/20260220_120000/configs/models/evil.ts", "throw new Error('executed');\n");
  const user = userEntries({ cwd: run });
  expect([await user.models(), await user.datasets()]).toEqual([[], []]);
  expect(user.notes).toEqual([expect.stringMatching(/configs is left out: it belongs to a run; --config-dir/)]);
});
