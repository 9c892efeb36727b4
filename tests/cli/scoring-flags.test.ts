import { Command } from "commander";
import { expect, test } from "vitest";
import { addEvalCommand } from "../../src/cli/commands/eval-options.ts";
import { toInvocation, toRunOptions } from "../../src/cli/flags/request.ts";
import { scoringConventions } from "../../src/core/scoring-conventions.ts";
import type { EvalFlags } from "../../src/job/flags/eval-flags.ts";

const flags = (given: Partial<EvalFlags>): EvalFlags => ({ mode: "all", maxNumWorkers: 1, ...given });

test("--compat belongs to what is asked, --metric to what is shown", () => {
  expect(toInvocation(undefined, flags({ compat: "opencompass" }), "/").compat).toBe("opencompass");
  expect(toRunOptions(flags({ metric: "ll.byte" })).metric).toBe("ll.byte");
  expect(toInvocation(undefined, flags({}), "/")).not.toHaveProperty("compat");
  expect(toRunOptions(flags({}))).not.toHaveProperty("metric");
});

test("--help names every scoring convention", () => {
  const program = new Command();
  addEvalCommand(program);
  const help = program.commands[0]?.helpInformation() ?? "";
  for (const name of Object.keys(scoringConventions)) expect(help).toContain(name);
});
