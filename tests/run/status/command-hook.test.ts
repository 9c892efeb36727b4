import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { createCommandHook } from "../../../src/run/status/command-hook.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../error-of.ts";
import { statusEvent } from "./targets.ts";

const folder = await tempFolder();
const failed = [{ model: "tiny", dataset: "siqa", reason: "no memory" }];
const end = {
  ...statusEvent({ event: "start" }),
  event: "end" as const,
  result: "failed" as const,
  seconds: 3,
  failed,
};
const fileIn = (name: string) => join(folder.path, name);

test("the command gets the report on its standard input and what a script needs in its environment", async () => {
  const path = fileIn("told");
  const names = ["EVENT", "RESULT", "FAILED", "TIMESTAMP", "WORKSPACE"].map((name) => `$OC_LOCAL_${name}`);
  await createCommandHook(`{ echo "${names.join(" ")}"; cat; } > '${path}'`).send(end);
  const [environment, json] = readFileSync(path, "utf8").split("\n") as [string, string];
  expect(environment).toBe("end failed 1 20260220_120000 /runs/20260220_120000");
  expect(JSON.parse(json)).toEqual(end);
});

test("a command that does not read its report is no failure", async () => {
  const many = Array.from({ length: 5000 }, (_, i) => ({ model: "tiny", dataset: `d${i}`, reason: "no memory" }));
  await createCommandHook("true").send({ ...end, failed: many });
});

test("a command that fails is told with its code and its last line, secrets masked", async () => {
  const hook = createCommandHook("echo one >&2; echo 'cannot open https://me:hunter2@mail/' >&2; exit 3");
  expect(await errorOf(() => hook.send(end))).toMatchObject({
    code: "HOOK",
    message: "ended with 3: cannot open https://***@mail/",
  });
  expect((await errorOf(() => createCommandHook("no-such-command-here").send(end))).message).toMatch(
    /^ended with 127: .*not found/,
  );
});

/** Time passes only by `vi.advanceTimersByTime`: how fast the machine begins a command does not matter. */
function holdTimers(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
}
afterEach(() => vi.useRealTimers());

async function turnsUntil(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

/** Empty until a whole line is written. */
const pidIn = (path: string) => /^(\d+)\n/.exec(existsSync(path) ? readFileSync(path, "utf8") : "")?.[1] ?? "";
const isGone = (path: string) => !existsSync(`/proc/${pidIn(path)}`);

test("a command that hangs is killed with everything it started", async () => {
  const path = fileIn("pid");
  holdTimers();
  const failing = errorOf(() => createCommandHook(`sleep 600 & echo $! > '${path}'; wait`, 300).send(end));
  await turnsUntil(() => pidIn(path) !== "");
  vi.advanceTimersByTime(300);
  expect((await failing).message).toBe("took longer than 0.3 s and was killed");
  await turnsUntil(() => isGone(path));
});

test("what a command leaves running in the background is not waited for", async () => {
  const path = fileIn("background");
  await createCommandHook(`sleep 600 & echo $! > '${path}'`).send(end);
  process.kill(Number(pidIn(path)), "SIGKILL"); // it is still there
});

test("a command that ended a moment before its time is over is done, although what it left in another group holds its output", async () => {
  const [path, shell] = [fileIn("left"), fileIn("shell")];
  holdTimers();
  const sending = createCommandHook(`setsid sleep 600 & echo $! > '${path}'; echo $$ > '${shell}'`, 100).send(end);
  await turnsUntil(() => pidIn(shell) !== "");
  await turnsUntil(() => isGone(shell));
  vi.advanceTimersByTime(1000);
  await sending;
  process.kill(Number(pidIn(path)), "SIGKILL");
});
