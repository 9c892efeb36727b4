// A report as a message in a Feishu or Lark group: a POST to the webhook of a custom bot, whose address is the secret. Every
// message begins with "oc-local", which can be the keyword that the bot's security settings ask for.

import { duration } from "../../core/duration.ts";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import { listed } from "../../core/listed.ts";
import { describeAffected } from "../../job/affected-rows.ts";
import { redactText } from "../../store/workspace/redact.ts";
import type { ReportedFailure, RunResult, StatusEvent, StatusTarget } from "./status-event.ts";

const defaultLimitMs = 15_000;
const toldFailures = 10;

/** @throws OcLocalError CONFIG when this is no address of a web server. */
export function createLarkBot(url: string, limitMs = defaultLimitMs): StatusTarget {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new OcLocalError("CONFIG", "the address of the Lark bot is no http or https URL", {
      hint: "copy it from the settings of the group's custom bot",
    });
  return { name: "the Lark bot", send: (event) => post(url, larkMessage(event), limitMs) };
}

/** @throws OcLocalError HOOK; Lark answers a refusal with status 200 and a code. */
async function post(url: string, message: object, limitMs: number): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(message),
    // Where it is moved to is not an address that the user gave.
    redirect: "error",
    signal: AbortSignal.timeout(limitMs),
  }).catch((error: unknown) => {
    throw new OcLocalError("HOOK", `cannot be reached: ${describeCause(error)}`, { cause: error });
  });
  const answer = await response.text();
  const { code, msg } = parseAnswer(answer);
  if (response.ok && (code === 0 || code === undefined)) return;
  const why = msg === undefined ? answer.slice(0, 200) : `${msg} (code ${code})`;
  throw new OcLocalError("HOOK", `refused the message with status ${response.status}: ${redactText(why)}`);
}

/** The address stays out of it; "fetch failed" says nothing without its cause. */
function describeCause(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return redactText(errorMessage(cause) || "no connection");
}

function parseAnswer(text: string): { code?: number; msg?: string } {
  try {
    const { code, msg } = JSON.parse(text) as { code?: number; msg?: string };
    return { ...(code !== undefined && { code }), ...(msg !== undefined && { msg }) };
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** https://open.larksuite.com/document/client-docs/bot-v3/add-custom-bot, message type "text". */
export function larkMessage(event: StatusEvent): object {
  return { msg_type: "text", content: { text: linesOf(event).join("\n") } };
}

function linesOf(event: StatusEvent): string[] {
  const tasks = event.models.length * event.datasets.length;
  const head = `oc-local on ${event.host}`;
  switch (event.event) {
    case "start":
      return [`${head}: started ${taskCount(tasks)}`, ...subject(event), event.workspace];
    case "task-failed":
      return [`${head}: ${taskCount(event.failed.length)} failed`, ...event.failed.flatMap(toldOf), event.workspace];
    case "end":
      return [
        `${head}: ${describeResult[event.result]} after ${duration(event.seconds)}` +
          (event.failed.length === 0 ? "" : `; ${event.failed.length} of ${taskCount(tasks)} failed`),
        ...(event.error === undefined ? [] : [event.error]),
        ...event.failed.flatMap(toldOf),
        event.summary?.md ?? event.workspace,
      ];
  }
}

const describeResult: Readonly<Record<RunResult, string>> = {
  ok: "finished",
  failed: "finished with failures",
  interrupted: "interrupted",
  crash: "broke down",
};

function taskCount(tasks: number): string {
  return tasks === 1 ? "1 task" : `${tasks} tasks`;
}

function subject({ models, datasets }: StatusEvent): string[] {
  return [`models: ${listed(models, 5)}`, `datasets: ${listed(datasets, 5)}`];
}

function toldOf({ model, dataset, reason, affected }: ReportedFailure, i: number, all: ReportedFailure[]): string[] {
  if (i === toldFailures) return [`and ${all.length - toldFailures} more`];
  if (i > toldFailures) return [];
  const rows = affected === undefined ? "" : ` [${describeAffected(affected)}]`;
  return [`${model} / ${dataset}: ${reason.split("\n")[0]}${rows}`];
}
