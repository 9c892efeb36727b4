// Where the reports of a run go: only what a flag asks for. Addresses and commands are stored nowhere.

import { UsageError } from "../../core/errors.ts";
import type { RunSettings } from "../../job/invocation.ts";
import { createCommandHook } from "./command-hook.ts";
import { createLarkBot } from "./lark-bot.ts";
import type { StatusTarget } from "./status-event.ts";

/** @throws UsageError where a flag has nothing to report to. */
export function statusTargets({ hook, lark }: Pick<RunSettings, "hook" | "lark">): StatusTarget[] {
  return [
    ...(hook === undefined ? [] : [createCommandHook(requireHook(hook))]),
    ...(lark === undefined ? [] : [createLarkBot(requireUrl(lark))]),
  ];
}

function requireHook(command: string): string {
  if (command.trim() !== "") return command;
  throw new UsageError("--hook: there is no command", {
    hint: 'write --hook "command", or hook: "command" in the config',
  });
}

function requireUrl(url: string): string {
  if (url.trim() !== "") return url.trim();
  throw new UsageError("--lark: there is no address of a bot", {
    hint: 'write larkBotUrl: "https://open.feishu.cn/open-apis/bot/v2/hook/…" in the config, or set OC_LOCAL_LARK_BOT_URL',
  });
}
