// Hostile values of flags: numbers, times, ranges, pairs, texts.

import { chance, type Draw, pick, sizeUpTo } from "../draw.ts";
import { hostileNumber, hostileText } from "../hostile-values.ts";
import type { Kind } from "../kind.ts";

export const flags: Kind = {
  name: "flags",
  weight: 4,
  make(draw) {
    const isRun = chance(draw, 8);
    const given = Array.from({ length: 1 + draw(3) }, () => hostileFlag(draw, pick(draw, valued)));
    const command = isRun
      ? ["eval"]
      : pick(draw, [["eval", "--dry-run"], ["eval", "--dry-run"], ["prompt"], ["agree"]]);
    const rows = ["--models", "oc_tiny_q4_0", "--datasets", "tiny_siqa_ppl", "--limit", "2"];
    const others = [
      ["cases", hostileArgument(draw)],
      ["list", hostileArgument(draw)],
      ["doctor", "--models", hostileArgument(draw)],
      ["eval", hostileArgument(draw)],
      [hostileArgument(draw), hostileArgument(draw)],
      ["eval", "-r", hostileArgument(draw)],
      ["eval", "-m", "viz", "-r", hostileArgument(draw), "-w", hostileArgument(draw)],
    ];
    const args = chance(draw, 5) ? pick(draw, others) : [...command, ...rows, ...given.flat()];
    const about = args.map((arg) => JSON.stringify(arg.slice(0, 40))).join(" ");
    return { about: about.replace(/[\p{Cc}\p{Cf}]/gu, "?").slice(0, 300), commands: [args] };
  },
};

function hostileFlag(draw: Draw, flag: string): string[] {
  const count = chance(draw, 6) ? 1 + sizeUpTo(draw, 200) : 1;
  return [flag, ...Array.from({ length: count }, () => hostileArgument(draw))];
}

/** What a shell can hand over: no NUL, and no single text of more than 128 KiB. */
function hostileArgument(draw: Draw): string {
  return pick(draw, values)(draw).replaceAll("\u0000", "").slice(0, 30_000);
}

const times = [
  "2026-13-45",
  "0000-00-00",
  "9999-12-31T23:59:60+99:99",
  "-1",
  "1e9",
  "now",
  "2026-02-30",
  "+275760-09-13",
];
const ranges = [
  "[::0]",
  "[0:0]",
  "[-1:]",
  "[99999999999999999999:]",
  "[:1e9]",
  "[[[",
  "[0:1:2:3]",
  "[:-9007199254740993]",
];
const pairs = [
  "=",
  "a=",
  "a=b=c",
  "temperature=-1",
  "top_p=2",
  "top_k=1e308",
  "seed=-1",
  "temperature=NaN",
  "do_sample=yes",
];
const devices = ["cuda:999999999", "cpu:0", "cuda:-1", "vulkan:x", "auto", "CUDA", "cpu,cpu"];
const secrets = ["api_key=abc", "password:x", "-u user:pw", "Bearer x", "ghp_", "AKIA", "https://a:b@c", "token="];

const values: readonly ((draw: Draw) => string)[] = [
  (draw) => String(hostileNumber(draw)),
  (draw) => String(hostileNumber(draw)),
  (draw) => pick(draw, ["9".repeat(sizeUpTo(draw, 5000)), "0x10", "1_000", "١٢", "1.5", "+1", " 1", "1 ", "Infinity"]),
  (draw) => pick(draw, times),
  (draw) => pick(draw, ranges),
  (draw) => pick(draw, pairs),
  (draw) => pick(draw, devices),
  (draw) => pick(draw, secrets).repeat(1 + sizeUpTo(draw, 20_000)),
  hostileText,
  hostileText,
];

const valued = [
  ...["--limit", "--range", "--row", "--max-seq-len", "--max-out-len", "--min-out-len", "--seed", "--pad-token-id"],
  ...["--threads", "--batch-size", "--num-gpus", "--max-num-workers", "--max-workers-per-gpu", "--retry", "--date"],
  ...["--stuck-after", "--device", "--engine", "--generation-kwargs", "--model-kwargs", "--tokenizer-kwargs"],
  ...["--chat-template-kwargs", "--system-prompt", "--stop-words", "--thinking-tags", "--metric", "--tolerance"],
  ...["--hf-type", "--chat-template", "--models", "--datasets", "--entries", "--data-dir", "--peft-kwargs", "--kind"],
];
