import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { RunOptions } from "../../../src/job/invocation.ts";
import { settingsOf } from "../../../src/job/settings.ts";
import { configuredRun } from "../../../src/plan/resolve.ts";
import { statusTargets } from "../../../src/run/status/status-targets.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../error-of.ts";
import { startReceiver, statusEvent } from "./targets.ts";

const folder = await tempFolder();
const invocation = { cwd: folder.path, models: [], modelPaths: [], datasets: [], modelOverrides: {}, modelDirs: [] };
const targetsOf = async (options: Pick<RunOptions, "hook" | "lark">, config: { config?: string } = {}) =>
  statusTargets(
    settingsOf({ mode: "all", debug: false, ...options }, await configuredRun({ ...invocation, ...config })),
  );
const start = statusEvent({ event: "start" });
afterEach(() => {
  delete process.env.OC_LOCAL_LARK_BOT_URL;
});

test("without a flag there is nothing to report to, whatever config and environment say", async () => {
  process.env.OC_LOCAL_LARK_BOT_URL = "http://127.0.0.1:9/hook/x";
  await folder.write("all.json", JSON.stringify({ hook: "exit 1", larkBotUrl: "http://127.0.0.1:9/hook/x" }));
  expect(await targetsOf({}, { config: "all.json" })).toEqual([]);
});

test("--hook alone runs the config's command, with a command that one", async () => {
  await folder.write("hook.json", JSON.stringify({ hook: `echo config > '${join(folder.path, "who")}'` }));
  const who = () => readFileSync(join(folder.path, "who"), "utf8").trim();
  for (const [hook, expected] of [
    [true, "config"],
    [`echo flag > '${join(folder.path, "who")}'`, "flag"],
  ] as const) {
    const [target] = await targetsOf({ hook }, { config: "hook.json" });
    await target?.send(start);
    expect(who()).toBe(expected);
  }
});

test("--lark posts to the config's bot, else to that of the environment", async () => {
  const receiver = await startReceiver({ status: 200, body: "{}" });
  try {
    process.env.OC_LOCAL_LARK_BOT_URL = `${receiver.url}-env`;
    await folder.write("lark.json", JSON.stringify({ larkBotUrl: `${receiver.url}-config` }));
    for (const config of [{}, { config: "lark.json" }]) {
      const [target] = await targetsOf({ lark: true }, config);
      await target?.send(start);
    }
    expect(receiver.received.map(({ path }) => path?.split("-").at(-1))).toEqual(["env", "config"]);
  } finally {
    receiver.close();
  }
});

test("a flag with nothing to report to is refused", async () => {
  expect(await errorOf(() => targetsOf({ lark: true }))).toMatchObject({
    name: "UsageError",
    message: "--lark: there is no address of a bot",
  });
  expect(await errorOf(() => targetsOf({ hook: true }))).toMatchObject({
    name: "UsageError",
    message: "--hook: there is no command",
  });
});
