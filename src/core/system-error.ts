// What the operating system refuses, wherever it happened: that is about this machine or a path, and no defect of this program.

import { type ErrorCode, errorMessage, OcLocalError } from "./errors.ts";

interface Meaning {
  code: ErrorCode;
  hint: string;
}

const ofPath = (hint: string): Meaning => ({ code: "USAGE", hint });

const meanings: Readonly<Record<string, Meaning>> = {
  EMFILE: { code: "STORAGE", hint: "this process may open more files after: ulimit -n 4096" },
  ENFILE: { code: "STORAGE", hint: "too many files are open on this machine: close other programs" },
  ENOSPC: { code: "STORAGE", hint: "free space, then run it again" },
  EDQUOT: { code: "STORAGE", hint: "free space, then run it again" },
  EIO: { code: "STORAGE", hint: "the disk fails: copy what is on it to another one" },
  ELOOP: ofPath("its links lead in a circle: name the file that is meant"),
  ENAMETOOLONG: ofPath("give it a shorter name"),
  EACCES: ofPath("change its permissions, or name another place"),
  EPERM: ofPath("change its permissions, or name another place"),
  EROFS: ofPath("name a place that can be written"),
  ENOTDIR: ofPath("a part of the path is a file: check it"),
  EISDIR: ofPath("name a file in the folder"),
  ENOENT: ofPath("it was there a moment ago, or a link leads nowhere: check the path"),
  ERR_INVALID_ARG_VALUE: ofPath("no path of a file holds a zero byte: take it out"),
};

/** As an error of ours where the system says what is wrong; anything else as it is. */
export function explained(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof OcLocalError) return error;
  const { code = "", syscall, message } = error as NodeJS.ErrnoException;
  if (syscall === "uv_cwd")
    return new OcLocalError("USAGE", "the current folder does not exist any more", {
      hint: "go to one that does: cd ~",
      cause: error,
    });
  const meaning = meanings[code];
  const isOurs = code === "ERR_INVALID_ARG_VALUE" ? !message.includes("without null bytes") : syscall === undefined;
  if (meaning === undefined || isOurs) return error;
  return new OcLocalError(meaning.code, errorMessage(error), { hint: meaning.hint, cause: error });
}
