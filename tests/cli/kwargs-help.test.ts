import { Command } from "commander";
import { expect, test } from "vitest";
import { z } from "zod";
import { addAgreeCommand } from "../../src/cli/commands/agree-options.ts";
import { addEvalCommand } from "../../src/cli/commands/eval-options.ts";
import { describeKeys, describeKwargs } from "../../src/cli/kwargs-help.ts";
import { generationSchema, placementSchema, tokenizerOptionsSchema } from "../../src/config/model-schema.ts";

test("help names every key of every flag that takes pairs, in each command", () => {
  const program = new Command();
  addEvalCommand(program);
  addAgreeCommand(program);
  describeKwargs(program);
  const schemas = {
    "--model-kwargs": placementSchema,
    "--tokenizer-kwargs": tokenizerOptionsSchema,
    "--generation-kwargs": generationSchema,
  };
  for (const command of program.commands)
    for (const [flag, { shape }] of Object.entries(schemas)) {
      const shown = command.options.find(({ long }) => long === flag)?.description;
      for (const key of Object.keys(shape))
        expect(shown, `${command.name()} ${flag}`).toMatch(new RegExp(`\\b${key}\\b`));
    }
});

test("keys stand with the values they take, those without effect apart", () => {
  const schema = z.strictObject({
    size: z.union([z.number(), z.literal("auto")]).default("auto"),
    side: z.enum(["left", "right"]).exactOptional(),
    fast: z.boolean().exactOptional().describe("accepted without effect"),
    on: z.boolean().default(true),
    name: z.string().exactOptional(),
  });
  expect(describeKeys(schema)).toBe("size=N|auto side=left|right on=True|False name=TEXT; without effect: fast");
});
