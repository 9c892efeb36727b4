// Where the reports of a run go: only what a flag asks for. Addresses and commands come from the flag, the config or the
// environment each time and are stored nowhere.

import { loadConfigFile } from "../../config/load-file.ts";
import { UsageError } from "../../core/errors.ts";
import type { Invocation, RunOptions } from "../../job/invocation.ts";
import { guardOf } from "../../store/workspace/stored-code.ts";
import { createCommandHook } from "./command-hook.ts";
import { createLarkBot } from "./lark-bot.ts";
import type { StatusTarget } from "./status-event.ts";

/** @throws UsageError where a flag has nothing to report to. */
export async function statusTargets(
  { hook, lark = false }: Pick<RunOptions, "hook" | "lark">,
  invocation: Pick<Invocation, "config" | "cwd" | "stored">,
): Promise<StatusTarget[]> {
  if (hook === undefined && !lark) return [];
  const { config, cwd } = invocation;
  const configured = config === undefined ? {} : (await loadConfigFile(config, cwd, guardOf(invocation))).value;
  const targets: StatusTarget[] = [];
  if (hook !== undefined) targets.push(createCommandHook(requireHook(hook === true ? configured.hook : hook)));
  if (lark) targets.push(createLarkBot(requireUrl(configured.larkBotUrl ?? process.env.OC_LOCAL_LARK_BOT_URL)));
  return targets;
}

function requireHook(command: string | undefined): string {
  if (command !== undefined && command.trim() !== "") return command;
  throw new UsageError("--hook: there is no command", {
    hint: 'write --hook "command", or hook: "command" in the config',
  });
}

function requireUrl(url: string | undefined): string {
  if (url !== undefined && url.trim() !== "") return url.trim();
  throw new UsageError("--lark: there is no address of a bot", {
    hint: 'write larkBotUrl: "https://open.feishu.cn/open-apis/bot/v2/hook/…" in the config, or set OC_LOCAL_LARK_BOT_URL',
  });
}
