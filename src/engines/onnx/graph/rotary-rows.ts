// com.microsoft.GroupQueryAttention that turns positions itself refuses more keys than its table has rows, also where no position
// reaches as far: several texts side by side are more keys than any of them has.

import { intOfAttribute } from "./make-nodes.ts";
import type { OnnxGraph } from "./onnx-graph.ts";

/** Place of the table of cosines among the operator's inputs. */
const cosines = 7;

/** Null where there is no such table among the weights. */
export function rotaryRows({ nodes, initializers }: OnnxGraph): number | null {
  const tables = new Set(
    nodes
      .filter((node) => node.op === "GroupQueryAttention" && intOfAttribute(node, "do_rotary") === 1)
      .map(({ inputs }) => inputs[cosines]),
  );
  const rows = initializers.filter(({ name }) => tables.has(name)).map(({ dims }) => dims[0] ?? 0);
  return rows.length === 0 ? null : Math.min(...rows);
}
