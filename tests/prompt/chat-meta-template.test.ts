import { expect, test } from "vitest";
import type { Prompt, PromptList } from "../../src/core/prompt.ts";
import {
  type ChatMetaTemplate,
  createChatMeta,
  defaultChatMeta,
  toChatMessages,
} from "../../src/prompt/chat-meta-template.ts";

const question: PromptList = [
  { section: "begin", pos: "begin" },
  { role: "SYSTEM", fallback_role: "HUMAN", prompt: "Add." },
  { section: "begin", pos: "end" },
  { section: "round", pos: "begin" },
  { role: "HUMAN", prompt: "2+2=" },
  { role: "BOT", prompt: "" },
  { section: "round", pos: "end" },
];

function messages(prompt: Prompt, meta: ChatMetaTemplate = defaultChatMeta) {
  return toChatMessages(createChatMeta(meta).converse(prompt, "gen"));
}

test("the default template sends system text as the user, and user messages end in a newline", () => {
  expect(messages(question)).toEqual([{ role: "user", content: "Add.\n2+2=\n" }]);
});

test("a template with a system role sends it as such", () => {
  const meta: ChatMetaTemplate = {
    round: [
      { role: "HUMAN", api_role: "HUMAN" },
      { role: "BOT", api_role: "BOT", generate: true },
    ],
    reserved_roles: [{ role: "SYSTEM", api_role: "SYSTEM" }],
  };
  expect(messages(question, meta)).toEqual([
    { role: "system", content: "Add." },
    { role: "user", content: "2+2=" },
  ]);
});

test("plain text is one user message as it is", () => {
  expect(messages("2+2=")).toEqual([{ role: "user", content: "2+2=" }]);
});

test("messages of a raw prompt pass unchanged, or with a meta template of messages woven in", () => {
  const prompt: Prompt = [{ role: "user", content: "2+2=" }];
  expect(messages(prompt)).toEqual(prompt);
  const woven = createChatMeta([
    { role: "system", content: "Add." },
    { role: "user", content: "Question: " },
  ]).converse(prompt, "gen");
  expect(woven).toEqual([
    { role: "system", content: "Add." },
    { role: "user", content: "Question: 2+2=" },
  ]);
});

test("text between turns is reported when it is left out, blanks are not", () => {
  const dropped: string[] = [];
  const meta = createChatMeta(defaultChatMeta, { onDroppedText: (text) => dropped.push(text) });
  meta.converse(["Intro", "\n", ...question], "gen");
  expect(dropped).toEqual(["Intro"]);
});

test("a prompt to be scored keeps the answer's turn", () => {
  const scored = question.map((item) =>
    typeof item === "object" && "prompt" in item && item.role === "BOT" ? { ...item, prompt: "4" } : item,
  );
  expect(toChatMessages(createChatMeta(defaultChatMeta).converse(scored, "ppl")).at(-1)).toEqual({
    role: "assistant",
    content: "4",
  });
});

test.each<[string, () => unknown, string]>([
  [
    "text that the meta round reaches",
    () => messages(question, { round: ["###", ...defaultChatMeta.round] } as never),
    'metaTemplate.round: a chat conversation has no place for the text "###"',
  ],
  [
    "a meta message of another role",
    () => createChatMeta([{ role: "HUMAN", content: "x" }] as never),
    'metaTemplate[0].role: expected user, assistant, system, got "HUMAN"',
  ],
  [
    "a role without api_role",
    () => messages(question.slice(3), { round: [{ role: "HUMAN" }, { role: "BOT" }] }),
    "metaTemplate: role HUMAN has no api_role",
  ],
  [
    "an api_role that no chat template knows",
    () => toChatMessages([{ role: "TOOL", prompt: "x" }]),
    'a chat message cannot have the api_role "TOOL"',
  ],
  ["an empty prompt", () => messages([]), "the prompt has no turn to send to a chat model"],
  [
    "a generating role before the last round",
    () =>
      messages([
        { section: "begin", pos: "begin" },
        { role: "BOT", prompt: "x" },
      ]),
    "role BOT generates, but the prompt uses it before its last round",
  ],
])("%s is refused", (_, act, message) => {
  expect(act).toThrow(message);
});

test("text behind the generating role of the meta round is never reached, but where the round is written out", () => {
  const meta = { round: [...defaultChatMeta.round, "###"] } as never;
  expect(createChatMeta(meta).converse(question, "gen")).toEqual(
    createChatMeta(defaultChatMeta).converse(question, "gen"),
  );
  expect(() => createChatMeta(meta).converse(question, "ppl")).toThrow('has no place for the text "###"');
});

test("a section inside a round is refused", () => {
  const nested: PromptList = [
    { section: "round", pos: "begin" },
    { section: "ice", pos: "begin" },
    { role: "HUMAN", prompt: "x" },
    { section: "ice", pos: "end" },
    { section: "round", pos: "end" },
  ];
  expect(() => messages(nested)).toThrow('the prompt has a section inside its section "round"');
});
