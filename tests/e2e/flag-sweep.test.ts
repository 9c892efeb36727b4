// Every flag of every command does something, or the program says why not.

import { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addAgreeCommand } from "../../src/cli/commands/agree-options.ts";
import { addCasesCommand } from "../../src/cli/commands/cases-options.ts";
import { addDoctorCommand } from "../../src/cli/commands/doctor-options.ts";
import { addEvalCommand } from "../../src/cli/commands/eval-options.ts";
import { addListCommand } from "../../src/cli/commands/list-options.ts";
import { addPromptCommand } from "../../src/cli/commands/prompt-options.ts";
import { installCli } from "./cli.ts";
import { agreeCases } from "./sweep/agree-flags.ts";
import { comingWith } from "./sweep/coming-with.ts";
import { evalCases } from "./sweep/eval-flags.ts";
import { type FlagCase, triedElsewhere } from "./sweep/flag-case.ts";
import { type Evidence, evidenceOf, writeInputs } from "./sweep/inputs.ts";
import { otherCases } from "./sweep/other-flags.ts";

const flagCases = [...evalCases, ...agreeCases, ...otherCases];
const cli = installCli();
beforeAll(() => writeInputs(cli.cwd));
afterAll(() => cli.remove());

function flagsOf(name: string): string[] {
  const program = new Command();
  for (const add of [
    addEvalCommand,
    addAgreeCommand,
    addCasesCommand,
    addDoctorCommand,
    addListCommand,
    addPromptCommand,
  ])
    add(program);
  const command = program.commands.find((each) => each.name() === name);
  return command?.options.flatMap(({ long }) => (long ? [long] : [])) ?? [];
}

test.each(["eval", "agree", "cases", "doctor", "list", "prompt"])("every flag of %s has a case", (name) => {
  const tried = flagCases.filter(({ command }) => command === name).flatMap(namesOf);
  const untried = flagsOf(name).filter((flag) => !tried.some((of) => of === flag || of.startsWith(`${flag} `)));
  expect(untried.filter((flag) => !triedElsewhere.includes(`${name} ${flag}`))).toEqual([]);
});

/** "--seed", "--seed of scored answers". */
function namesOf({ shows, hides = {} }: FlagCase): string[] {
  return [...Object.keys(shows), ...Object.keys(hides)];
}

const bases = new Map<string, Promise<Evidence>>();

/** What the command shows without the flags. */
function withoutFlags({ command, base, env }: FlagCase): Promise<Evidence> {
  const key = JSON.stringify([command, base, env]);
  const evidence = bases.get(key) ?? evidenceOf(cli, [command, ...base], { env });
  bases.set(key, evidence);
  return evidence;
}

const isComing = ({ command }: FlagCase, flag: string) => Object.hasOwn(comingWith, `${command} ${flag}`);

test.each(flagCases.map((each) => [`${each.command} ${namesOf(each).join(", ")}`, each] as const))(
  "%s",
  async (_name, one) => {
    const before = await withoutFlags(one);
    expect(before.code, before.text).toBe(one.baseCode ?? 0);
    const shown = Object.entries(one.shows).filter(([flag]) => !isComing(one, flag));
    if (shown.length === 0 && one.hides === undefined) return;
    const after = await evidenceOf(cli, [one.command, ...one.base, ...one.flags], one);
    expect(after.code, after.text).toBe(one.code ?? 0);
    for (const [flag, sign] of shown) {
      if (sign === "other answers") expect(after.answers, flag).not.toBe(before.answers);
      else {
        expect(after.text, flag).toMatch(sign);
        expect(before.text, `${flag} shows nothing: the same stands there without it`).not.toMatch(sign);
      }
    }
    for (const [flag, sign] of Object.entries(one.hides ?? {})) {
      expect(before.text, flag).toMatch(sign);
      expect(after.text, flag).not.toMatch(sign);
    }
  },
);

test.skip.each(Object.entries(comingWith).filter(([name]) => /^\w+ --/.test(name)))("%s: %s", () => {});
