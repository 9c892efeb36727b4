// What a run is worth when its inference process dies or hangs. The faults are real ones, raised inside the addon's step by
// faults/addon-faults.cjs, which only these tests preload.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { childrenOf, waitUntil } from "../support/processes.ts";
import { installCli, projectRoot } from "./cli.ts";
import { HeldAnswers } from "./held-answers.ts";
import { journalBytes } from "./torture/journals.ts";

const cli = installCli();
afterAll(() => cli.remove());

interface Fault {
  action: "abort" | "segfault" | "hang" | "no-memory" | "no-memory-in-step";
  /** Text of the row whose computation fails. */
  marker?: string;
  /** The fault happens only while this file does not exist. */
  once?: string;
  /** Bytes of address space that are left while a context is created. */
  room?: number;
  /** Milliseconds that the other steps wait in the process where it has happened. */
  pace?: number;
}

const siqa = ["eval", "--models", "oc_tiny", "--datasets", "siqa_ppl"];
const allRows = Array.from({ length: 12 }, (_, row) => row);
/** Of row 0 of the sample. */
const marker = "notes to a classmate";

function runWith(fault: Fault, args: string[]) {
  const preload = join(projectRoot, "tests", "e2e", "faults", "addon-faults.cjs");
  return cli.run(args, { OC_FAULT: JSON.stringify(fault), NODE_OPTIONS: `--require ${JSON.stringify(preload)}` });
}

interface JournalRow {
  row: number;
  prediction: object;
  gold: unknown;
  failed?: string;
}

/** Rows of the only run below a work dir, sorted. Every line has to be whole. */
function journalOf(workDir: string, dataset = "siqa", model = "oc-tiny"): JournalRow[] {
  const [run] = readdirSync(join(cli.cwd, workDir)) as [string];
  const path = join(cli.cwd, workDir, run, "journal", model, `${dataset}.jsonl`);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as JournalRow).sort((a, b) => a.row - b.row);
}

const rowsOf = (workDir: string, dataset?: string) => journalOf(workDir, dataset).map(({ row }) => row);

const scoresOf = (stdout: string) => stdout.split("\n").find((line) => line.includes(" siqa "));

test.each([
  ["abort", "was killed by SIGABRT"],
  ["segfault", "was killed by SIGSEGV"],
] as const)(
  "a single %s costs a restart: every row is stored once and the score is the undisturbed one",
  async (action, how) => {
    const undisturbed = await cli.run([...siqa, "-w", `calm-${action}`]);
    const { code, stdout, stderr } = await runWith({ action, marker, once: join(cli.cwd, `once-${action}`) }, [
      ...siqa,
      "-w",
      action,
    ]);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain(how);
    expect(stderr).toContain("with 12 rows in flight; starting it again (1 of 2)");
    expect(rowsOf(action)).toEqual(allRows);
    expect(scoresOf(stdout)).toBe(scoresOf(undisturbed.stdout));
  },
);

test("a row that always kills the process is found, recorded and named; the other rows are answered, and -r asks it again", async () => {
  const { code, stdout, stderr } = await runWith({ action: "abort", marker }, [
    ...siqa,
    "-w",
    "poison",
    "--retry",
    "1",
  ]);
  expect(code, stderr).toBe(1);
  expect(stderr).toContain("starting it again (1 of 1)");
  expect(stderr).toContain("asking 12 rows one at a time");
  expect(stderr).toMatch(/1 of 12 rows failed; row 0: the inference process was killed by SIGABRT .* asked alone/);
  expect(stdout).toMatch(/siqa .*no score/);
  const stored = journalOf("poison");
  expect(stored.map(({ row }) => row)).toEqual(allRows);
  expect(stored.filter(({ failed }) => failed !== undefined).map(({ row }) => row)).toEqual([0]);
  const calm = await cli.run([...siqa, "-w", "calm-poison"]);
  expect(calm.code).toBe(0);
  expect(stored[0]?.gold).toBe(journalOf("calm-poison")[0]?.gold);
  const again = await cli.run(["eval", "-r", "-w", "poison"]);
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).toContain("12/12, 11 reused");
});

test("answers that are lost with the process are no reason to blame their rows", async () => {
  const preload = (name: string) => `--require ${JSON.stringify(join(projectRoot, "tests", "e2e", "faults", name))}`;
  const { code, stderr } = await cli.run([...siqa, "-w", "slow-answers", "--retry", "0"], {
    OC_FAULT: JSON.stringify({ action: "abort", marker: "Peter lost the chess game" } satisfies Fault),
    OC_SLOW_ANSWERS: "30",
    NODE_OPTIONS: `${preload("addon-faults.cjs")} ${preload("lose-answers.cjs")}`,
  });
  expect(code, stderr).toBe(1);
  const stored = journalOf("slow-answers");
  expect(stored.map(({ row }) => row)).toEqual(allRows);
  expect(stored.filter(({ failed }) => failed !== undefined).map(({ row }) => row)).toEqual([5]);
});

test("rows whose answers never came are a failure of --mode infer too, and -r asks them", async () => {
  const preload = join(projectRoot, "tests", "e2e", "faults", "lose-answers.cjs");
  const { code, stderr } = await cli.run([...siqa, "-w", "lost-answer", "--mode", "infer"], {
    OC_LOST_ROW: "5",
    NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
  });
  expect(code, stderr).toBe(1);
  expect(stderr).toContain("siqa: its inference ended without an answer to every row");
  expect(stderr).toContain("1 of 12");
  const again = await cli.run(["eval", "-r", "-w", "lost-answer"]);
  expect(again.code, again.stderr).toBe(0);
  expect(rowsOf("lost-answer")).toEqual(allRows);
});

/** Longer than a process takes to begin on a busy machine. Nothing computes meanwhile: these tests wait side by side. */
const stuckAfter = 20;

test.concurrent("a worker that hangs is killed by the watchdog, and the run goes on without a lost row", async () => {
  const once = join(cli.cwd, "once-hang");
  const { code, stderr } = await runWith({ action: "hang", marker, once }, [
    ...siqa,
    "-w",
    "hang",
    "--stuck-after",
    String(stuckAfter),
  ]);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain("the inference process made no step for 20 s and was killed, with 12 rows in flight");
  expect(rowsOf("hang")).toEqual(allRows);
});

test.concurrent("a worker that hangs is noticed while another goes on, and no row is lost or stored twice", async () => {
  const fault = { action: "hang", marker, once: join(cli.cwd, "once-hang-of-two"), pace: 500 } as const;
  const { code, stderr } = await runWith(fault, [
    ...["eval", "--models", "oc_tiny", "--datasets", "siqa_ppl", "demo_gsm8k_chat_gen", "demo_math_chat_gen"],
    ...["--stop-words", "nothing ends with this", "--limit", "2", "--batch-size", "2"],
    ...["--device", "cpu", "--threads", "2", "--max-num-workers", "2"],
    ...["--stuck-after", String(stuckAfter), "-w", "hang-of-two"],
  ]);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain("2 workers: --max-num-workers 2, 1 thread each");
  expect(stderr).toContain("the inference process had a worker that made no step for 20 s and was killed");
  for (const dataset of ["siqa", "demo_gsm8k", "demo_math"]) expect(rowsOf("hang-of-two", dataset)).toEqual([0, 1]);
});

const siqaGenerated = ["eval", "--models", "oc_tiny_base", "--datasets", "siqa_gen", "--batch-size", "64"];

test("where memory does not suffice for all slots, fewer of them answer every row", async () => {
  const fault = { action: "no-memory", room: 30_000_000, once: join(cli.cwd, "once-no-room") } as const;
  const { code, stderr } = await runWith(fault, [...siqaGenerated, "-w", "no-room"]);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain("for 64 sequences: out of memory; going on with 32 of 64 parallel sequences");
  expect(journalOf("no-room", "siqa", "oc-tiny-base").map(({ row }) => row)).toEqual(allRows);
});

test("where memory does not suffice for any context, the datasets fail with that reason, and -r asks them", async () => {
  const { code, stdout, stderr } = await runWith({ action: "no-memory", room: 0 }, [...siqa, "-w", "no-context"]);
  expect(code, stderr).toBe(1);
  expect(stderr).toMatch(/failed: oc-tiny \/ siqa: llama\.cpp could not create a context .*out of memory/);
  expect(stderr).toContain("lower --max-seq-len or --batch-size");
  expect(stdout).toMatch(/siqa .*no score/);
  const again = await cli.run(["eval", "-r", "-w", "no-context"]);
  expect(again.code, again.stderr).toBe(0);
  expect(rowsOf("no-context")).toEqual(allRows);
});

test("memory that ends within a step of generation costs half of the slots and no row", async () => {
  const fault = { action: "no-memory-in-step", marker, once: join(cli.cwd, "once-no-memory") } as const;
  const { code, stderr } = await runWith(fault, [...siqaGenerated, "-w", "no-memory"]);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain("could not compute a batch: out of memory; going on with 32 of 64 parallel sequences");
  expect(journalOf("no-memory", "siqa", "oc-tiny-base").map(({ row }) => row)).toEqual(allRows);
});

test("memory that ends within a step of scoring fails the dataset, and -r finishes it", async () => {
  const fault = { action: "no-memory-in-step", marker } as const;
  const { code, stdout, stderr } = await runWith(fault, [...siqa, "-w", "no-memory-scoring"]);
  expect(code, stderr).toBe(1);
  expect(stderr).toMatch(/failed: oc-tiny \/ siqa: llama\.cpp could not compute \d+ tokens: .*out of memory/);
  expect(stderr).toContain("(lower --max-seq-len or --batch-size");
  expect(stdout).toMatch(/siqa .*no score/);
  const again = await cli.run(["eval", "-r", "-w", "no-memory-scoring"]);
  expect(again.code, again.stderr).toBe(0);
  expect(rowsOf("no-memory-scoring")).toEqual(allRows);
});

const twelveAnswers = [
  ...["eval", "--models", "oc_tiny", "--datasets", "siqa_gen", "demo_math_chat_gen"],
  ...["--limit", "6", "--batch-size", "2"],
];

/** Starts a run and waits until some of its rows are answered; the others are held. */
async function startAnswering(workDir: string, args: string[] = []) {
  const answers = new HeldAnswers(cli, workDir, 2);
  const { child, finished } = cli.start([...twelveAnswers, "-w", workDir, ...args], answers.env);
  await waitUntil(() => journalBytes(join(cli.cwd, workDir)) > 0);
  const pid = child.pid as number;
  return { child, finished, answers, hosts: () => childrenOf(pid) };
}

test("the inference process killed from outside is started again, and no row is stored twice", async () => {
  const { finished, hosts, answers } = await startAnswering("killed");
  const [host] = hosts();
  process.kill(host as number, "SIGKILL");
  answers.release();
  const { code, stderr } = await finished;
  expect(code, stderr).toBe(0);
  expect(stderr).toContain("was killed by SIGKILL");
  for (const dataset of ["siqa", "demo_math"]) expect(rowsOf("killed", dataset)).toEqual([0, 1, 2, 3, 4, 5]);
});

test("a supervisor that is killed leaves no inference process behind, and -r finishes its run", async () => {
  const { child, finished, hosts } = await startAnswering("orphan");
  const [host] = hosts();
  expect(host).toBeDefined();
  child.kill("SIGKILL");
  await finished;
  await waitUntil(() => !existsSync(`/proc/${host}`));
  const answered = rowsOf("orphan", "siqa").length + rowsOf("orphan", "demo_math").length;
  const again = await cli.run(["eval", "-r", "-w", "orphan"]);
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).toContain(`12/12, ${answered} reused`);
});

test("Ctrl-C gives up the rows in flight of two workers without a warning, and -r finishes the run", async () => {
  const two = ["--device", "cpu", "--threads", "2", "--max-num-workers", "2"];
  const { child, finished } = await startAnswering("two-stopped", two);
  child.kill("SIGINT");
  const { code, stderr } = await finished;
  expect(code, stderr).toBe(130);
  expect(stderr).not.toContain("was killed");
  const answered = rowsOf("two-stopped", "siqa").length + rowsOf("two-stopped", "demo_math").length;
  expect(answered).toBeGreaterThan(0);
  const again = await cli.run(["eval", "-r", "-w", "two-stopped", ...two]);
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).toContain(`12/12, ${answered} reused`);
  for (const dataset of ["siqa", "demo_math"]) expect(rowsOf("two-stopped", dataset)).toEqual([0, 1, 2, 3, 4, 5]);
});

test("a second Ctrl-C ends both processes at once; what was answered is stored", async () => {
  const { child, finished, hosts } = await startAnswering("twice");
  const [host] = hosts();
  child.kill("SIGINT");
  child.stderr?.on("data", (chunk) => String(chunk).includes("press Ctrl-C again") && child.kill("SIGINT"));
  const { code, stderr } = await finished;
  expect(code).toBe(130);
  expect(stderr).toContain("Stopped at once. What was answered is stored; eval -r continues.");
  await waitUntil(() => !existsSync(`/proc/${host}`));
  const again = await cli.run(["eval", "-r", "-w", "twice"]);
  expect(again.code, again.stderr).toBe(0);
  for (const dataset of ["siqa", "demo_math"]) expect(rowsOf("twice", dataset)).toEqual([0, 1, 2, 3, 4, 5]);
});
