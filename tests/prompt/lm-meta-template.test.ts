import { expect, test } from "vitest";
import type { MetaTemplate, PromptList } from "../../src/core/prompt.ts";
import { createLmTemplate } from "../../src/prompt/lm-meta-template.ts";

const chatml: MetaTemplate = {
  begin: "<s>",
  round: [
    { role: "HUMAN", begin: "<|im_start|>user\n", end: "<|im_end|>\n" },
    { role: "BOT", begin: "<|im_start|>assistant\n", end: "<|im_end|>\n", generate: true },
  ],
  reserved_roles: [{ role: "SYSTEM", begin: "<|im_start|>system\n", end: "<|im_end|>\n" }],
  end: "</s>",
};

const oneShot: PromptList = [
  { section: "begin", pos: "begin" },
  { role: "SYSTEM", fallback_role: "HUMAN", prompt: "Add." },
  { section: "ice", pos: "begin" },
  { role: "HUMAN", prompt: "1+1=" },
  { role: "BOT", prompt: "2" },
  { section: "ice", pos: "end" },
  { section: "begin", pos: "end" },
  { section: "round", pos: "begin" },
  { role: "HUMAN", prompt: "2+2=" },
  { role: "BOT", prompt: "4" },
  { section: "round", pos: "end" },
];

test("a prompt to be continued ends where the generating role speaks", () => {
  expect(createLmTemplate(chatml).render(oneShot, "gen")).toMatchInlineSnapshot(`
    "<s><|im_start|>system
    Add.<|im_end|>
    <|im_start|>user
    1+1=<|im_end|>
    <|im_start|>assistant
    2<|im_end|>
    <|im_start|>user
    2+2=<|im_end|>
    <|im_start|>assistant
    "
  `);
});

test("a prompt to be scored is whole", () => {
  expect(createLmTemplate(chatml).render(oneShot, "ppl")).toMatchInlineSnapshot(`
    "<s><|im_start|>system
    Add.<|im_end|>
    <|im_start|>user
    1+1=<|im_end|>
    <|im_start|>assistant
    2<|im_end|>
    <|im_start|>user
    2+2=<|im_end|>
    <|im_start|>assistant
    4<|im_end|>
    </s>"
  `);
});

test("a role the meta template lacks speaks as its fallback", () => {
  const { reserved_roles: _, ...withoutSystem } = chatml;
  expect(createLmTemplate(withoutSystem).render(oneShot.slice(0, 2), "gen")).toBe(
    "<s><|im_start|>user\nAdd.<|im_end|>\n</s>",
  );
});

test("without a meta template items are joined by newlines, in both modes alike", () => {
  const plain = createLmTemplate(null);
  expect(plain.render(oneShot, "gen")).toBe("Add.\n1+1=\n2\n2+2=\n4");
  expect(plain.render(oneShot, "ppl")).toBe(plain.render(oneShot, "gen"));
});

test("an empty item adds nothing but makes what follows start on a new line", () => {
  expect(createLmTemplate(null).render(["", { role: "HUMAN", prompt: "Q" }], "gen")).toBe("\nQ");
});

test("plain text is the prompt itself", () => {
  expect(createLmTemplate(chatml).render("as it is", "gen")).toBe("as it is");
});

test("two turns of one role make two rounds, printed in full", () => {
  const prompt: PromptList = [
    { section: "round", pos: "begin" },
    { role: "HUMAN", prompt: "a" },
    { role: "HUMAN", prompt: "b" },
    { section: "round", pos: "end" },
  ];
  const meta = {
    round: [
      { role: "HUMAN", begin: "H:", end: "\n" },
      { role: "BOT", begin: "B:", end: "\n", generate: true },
    ],
  };
  expect(createLmTemplate(meta).render(prompt, "gen")).toBe("H:a\nB:\nH:b\nB:");
});

test.each<[unknown, string]>([
  [{ begin: "x" }, "metaTemplate.round: expected a list of roles, got undefined"],
  [{ round: [3] }, "metaTemplate.round[0]: expected text or a role, got 3"],
  [{ round: [{ begin: "x" }] }, "metaTemplate.round[0].role: expected a role name, got undefined"],
  [
    { round: [{ role: "HUMAN" }], reserved_roles: [{ role: "HUMAN" }] },
    'metaTemplate.reserved_roles[0].role: expected role names that occur once, got "HUMAN"',
  ],
  [{ round: [{ role: "HUMAN", begin: [1] }] }, "metaTemplate: begin of role HUMAN must be text, got [1]"],
])("the meta template %j is refused, naming the field", (meta, message) => {
  expect(() => createLmTemplate(meta as MetaTemplate)).toThrow(message);
});

test.each<[string, unknown[], string]>([
  ["a role outside of every section", [{ role: "HUMAN", prompt: "x" }], "role HUMAN stands outside of every section"],
  [
    "an end section",
    [{ section: "end", pos: "end" }, "bye"],
    'the prompt closes section "end", but no section is open',
  ],
  [
    "an unknown role in a round",
    [
      { section: "round", pos: "begin" },
      { role: "TOOL", fallback_role: "HUMAN" },
      { section: "round", pos: "end" },
    ],
    "the model's meta template has no role TOOL for the prompt (roles: HUMAN, BOT); inside a round fallback_role does not count",
  ],
  [
    "an unknown role without fallback",
    [{ section: "begin", pos: "begin" }, { role: "TOOL" }],
    "the model's meta template has no role TOOL for the prompt (roles: HUMAN, BOT, SYSTEM); it has no fallback_role",
  ],
  ["chat messages", [{ role: "user", content: "x" }], "which only chat models take"],
])("%s cannot be rendered", (_, prompt, message) => {
  expect(() => createLmTemplate(chatml).render(prompt as PromptList, "gen")).toThrow(message);
});
