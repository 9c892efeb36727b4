// Room and the right to write in the folder that runs are written to.

import { access, constants, statfs } from "node:fs/promises";
import { errorMessage } from "../../core/errors.ts";
import { formatBytes } from "../../engines/memory-plan.ts";
import { type Finding, ok, warn } from "../check.ts";

/** Journals and predictions of all shipped datasets for a few models. */
const comfortable = 1024 ** 3;

export async function checkDisk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const detail = `${formatBytes(free)} free in ${folder}`;
  const refusal = await access(folder, constants.W_OK).then(
    () => null,
    (error: unknown) => errorMessage(error),
  );
  if (refusal !== null)
    return warn(`${detail}, which cannot be written (${refusal})`, "name another folder with --work-dir");
  if (free < comfortable) return warn(detail, "make room, or name a folder on another disk with --work-dir");
  return ok(detail);
}
