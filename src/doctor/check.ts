// One check and its outcome. A check that throws is a check that failed: it never stops the ones after it.

import { errorMessage, OcLocalError } from "../core/errors.ts";
import { explained } from "../core/system-error.ts";
import type { Area, CheckResult, Status } from "../report/doctor/check-lines.ts";

export interface Finding {
  status: Status;
  /** What was found, on one line. */
  detail: string;
  /** What to do about it: a command or an edit. */
  remedy?: string;
}

export interface Check {
  area: Area;
  name: string;
  run(): Finding | Promise<Finding>;
}

export const ok = (detail: string): Finding => ({ status: "ok", detail });
export const info = (detail: string): Finding => ({ status: "info", detail });
export const warn = (detail: string, remedy: string): Finding => ({ status: "warn", detail, remedy });
export const fail = (detail: string, remedy: string): Finding => ({ status: "fail", detail, remedy });

/** Thrown by a check that builds on another one, which has failed and says why. */
export class NotChecked extends Error {}

/** Waits for what another check reports on. @throws NotChecked where that failed. @param check Its name. */
export async function needs<T>(made: Promise<T>, check: string): Promise<T> {
  return made.catch((cause: unknown) => {
    if (cause instanceof NotChecked) throw cause;
    throw new NotChecked(`not checked, because of "${check}" above`, { cause });
  });
}

export async function runCheck({ area, name, run }: Check): Promise<CheckResult> {
  const { status, detail, remedy = null } = await findingOf(run);
  return { area, name, status, detail: onOneLine(detail), remedy: remedy === null ? null : onOneLine(remedy) };
}

async function findingOf(run: Check["run"]): Promise<Finding> {
  try {
    return await run();
  } catch (thrown) {
    const error = explained(thrown);
    if (error instanceof NotChecked) return info(error.message);
    if (error instanceof OcLocalError)
      return error.hint === undefined ? { status: "fail", detail: error.message } : fail(error.message, error.hint);
    return fail(`the check itself broke: ${errorMessage(error)}`, "this is a defect in oc-local: please report it");
  }
}

/** Lines that end without a mark are parted by one, and columns lose their padding. */
function onOneLine(text: string): string {
  if (!text.includes("\n")) return text.trim();
  return text
    .trim()
    .replaceAll(/ {2,}/g, " ")
    .replaceAll(/(?<=[.,:;])\s*\n\s*/g, " ")
    .replaceAll(/\s*\n\s*/g, "; ");
}
