// Which data folder is used, and why that one.

import type { DataRoot } from "../../data/data-root.ts";
import { type Finding, ok, warn } from "../check.ts";

const reasons: Record<DataRoot["origin"], string> = {
  flag: "named by --data-dir",
  env: "named by OC_LOCAL_DATA",
  cwd: "the data folder here",
  package: "the samples of the package: no other folder is named, and there is no data folder here",
};

export function describeRoot({ path, origin, isSample }: DataRoot): Finding {
  const detail = `${path} (${reasons[origin]})`;
  if (!isSample) return ok(detail);
  return warn(
    `${detail}; sample rows show the layout and measure nothing`,
    "name the folder of the benchmarks with --data-dir or OC_LOCAL_DATA",
  );
}
