// `oc-local data import`, `list` and `verify`.

import { join, resolve } from "node:path";
import { visibleJson } from "../../core/visible-text.ts";
import { findDataRoot } from "../../data/data-root.ts";
import type { FlagValues } from "../../job/flags/flag.ts";
import { describeImported, mebibytes } from "../../report/data/imported.ts";
import { describeListed } from "../../report/data/listed.ts";
import { describeVerified } from "../../report/data/verified.ts";
import { importPack, listData, verifyData } from "../../run/data-packs.ts";
import { listenForInterrupt } from "../interrupt.ts";
import { exitCodes } from "../print-error.ts";
import { toOutput, toScreen } from "../screen.ts";
import type { importFlags, listFlags, verifyFlags } from "./data-options.ts";

const stopWords = () => ({ first: "nothing is imported", atOnce: "Nothing was imported." });

export async function runImport(pack: string, flags: FlagValues<typeof importFlags>, cwd: string): Promise<void> {
  const root = rootFor(flags.dataDir, cwd);
  const interrupt = listenForInterrupt(stopWords);
  try {
    const imported = await importPack(resolve(cwd, pack), {
      root,
      replace: flags.replace ?? false,
      signal: interrupt.signal,
      onProgress: progress(
        ({ files, bytes }: { files: number; bytes: number }) => `${files} files, ${mebibytes(bytes)}`,
      ),
    });
    toOutput(describeImported(imported));
  } finally {
    interrupt.end();
  }
}

/** New data go where data are looked for, and never among the samples. */
function rootFor(named: string | undefined, cwd: string): string {
  return resolve(cwd, named ?? process.env.OC_LOCAL_DATA ?? join(cwd, "data"));
}

export async function runDataList({ dataDir, json = false }: FlagValues<typeof listFlags>, cwd: string): Promise<void> {
  const root = await findDataRoot({ cwd, env: process.env, ...(dataDir !== undefined && { dataDir }) });
  const families = await listData(root);
  toOutput(json ? `${visibleJson({ root: root.path, families }, 2)}\n` : describeListed(root.path, families));
}

/** @returns The exit code: 1 where files are changed. */
export async function runVerify(
  { dataDir, json = false }: FlagValues<typeof verifyFlags>,
  cwd: string,
): Promise<number> {
  const { path } = await findDataRoot({ cwd, env: process.env, ...(dataDir !== undefined && { dataDir }) });
  const interrupt = listenForInterrupt(() => ({ first: "nothing was changed", atOnce: "Nothing was changed." }));
  try {
    const told = progress(([done, of]: readonly [number, number]) => `${done} of ${of} files`);
    const verified = await verifyData(path, { signal: interrupt.signal, onProgress: (done, of) => told([done, of]) });
    toOutput(json ? `${visibleJson({ root: path, ...verified }, 2)}\n` : describeVerified(path, verified));
    return verified.changed.length > 0 ? exitCodes.failed : 0;
  } finally {
    interrupt.end();
  }
}

const secondMs = 1000;

/** A line at most once a second, where somebody looks. */
function progress<What>(describe: (what: What) => string): (what: What) => void {
  let last = Date.now();
  return (what) => {
    if (!process.stderr.isTTY || Date.now() - last < secondMs) return;
    last = Date.now();
    toScreen(`${describe(what)}\n`);
  };
}
