// One random prompt through the whole template engine: templates of every kind filled with a random row, in-context examples
// in front, rendered for a base model, for a model with a meta template and by chat templates.

import type { DatasetSplits, Row } from "../../src/core/dataset.ts";
import type { Prompt, PromptMode, Template } from "../../src/core/prompt.ts";
import { createChatMeta, defaultChatMeta, toChatMessages } from "../../src/prompt/chat-meta-template.ts";
import { type ChatTemplate, compileChatTemplate } from "../../src/prompt/chat-template.ts";
import { createLmTemplate } from "../../src/prompt/lm-meta-template.ts";
import { createPromptBuilder, type PromptBuilder } from "../../src/prompt/prompt-builder.ts";
import { createRetriever } from "../../src/prompt/retrievers/fix-k.ts";
import { type Draw, pick, randomText } from "./random-text.ts";

export const promptPhrases = [
  "{q}",
  "{a}",
  "{ q }",
  "{{q}}",
  "{",
  "}",
  "</E>",
  "{n}",
  "{missing}",
  "<|im_end|>",
  "{% if %}",
  "{{",
  "\n",
];

const plain = createLmTemplate(null);
const chatml = createLmTemplate({
  begin: "<s>",
  round: [
    { role: "HUMAN", begin: "<|im_start|>user\n", end: "<|im_end|>\n" },
    { role: "BOT", begin: "<|im_start|>assistant\n", end: "<|im_end|>\n", generate: true },
  ],
  reserved_roles: [{ role: "SYSTEM", begin: "<|im_start|>system\n", end: "<|im_end|>\n" }],
  end: "</s>",
});
const chat = createChatMeta(defaultChatMeta);

const generationPrompt = "{% if add_generation_prompt %}{{ '<a>' }}{% endif %}";
const chatTemplates: readonly ChatTemplate[] = [
  "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}{% endfor %}",
  "{{ bos_token }}{% for m in messages %}{{ '[' + m['role'] + ']' + (m['content'] | trim) + eos_token }}{% endfor %}",
  "{% set ns = namespace(n=0) %}{% for m in messages %}{% if m.role == 'user' %}{% set ns.n = ns.n + 1 %}{% endif %}" +
    "{{ m.content.split('</think>')[-1] | replace('\\r', '') }}{% endfor %}{{ ns.n }}",
].map((source) =>
  compileChatTemplate({ source: source + generationPrompt, specialTokens: { bos_token: "<s>", eos_token: "</s>" } }),
);

const now = () => ({ wallMs: 0, offsetMinutes: 0 });

/** Every text that a model would read; an exception is a finding. */
export function renderRandomPrompt(draw: Draw): string[] {
  const prompts = randomBuilder(draw);
  const ids = [[], [0], [1, 0]][draw(3)] as number[];
  const asked = [
    prompts.generationPrompt(0, ids),
    ...prompts.labels().map((label) => prompts.labelPrompt(0, label, ids)),
  ];
  return asked.flatMap((prompt, i) => renderEverywhere(prompt, i === 0 ? "gen" : "ppl"));
}

function renderEverywhere(prompt: Prompt, mode: PromptMode): string[] {
  const messages = toChatMessages(chat.converse(prompt, mode));
  return [
    plain.render(prompt, mode),
    chatml.render(prompt, mode),
    ...chatTemplates.map((template) => template.render(messages, { addGenerationPrompt: mode === "gen", now })),
  ];
}

function randomBuilder(draw: Draw): PromptBuilder {
  const value = () => randomText(draw, promptPhrases);
  const row = (): Row => ({
    q: value(),
    a: pick(draw, ["A", "B"]),
    n: pick(draw, [null, 0.1, true, [value()], { k: value() }]),
  });
  const splits: DatasetSplits = { train: [row(), row()], test: [row()] };
  // In a template, the token inside the text of a role is a mistake that is refused.
  const text = () => value().replaceAll("</E>", "");
  const retriever = createRetriever({ fixIdList: [0, 1], iceSeparator: value(), iceEosToken: value() }, splits);
  // Sections cannot stand in a string template or beside labels of strings, so both templates are of one kind.
  const kind = pick(draw, [strings, rounds, labels]);
  return createPromptBuilder(
    {
      iceTemplate: { template: kind(text, "") },
      promptTemplate: { template: kind(text, "</E>"), iceToken: "</E>" },
      outputColumn: "a",
    },
    splits,
    retriever,
  );
}

type Write = () => string;

function strings(text: Write, ice: string): Template {
  return `${text()}${ice}${text()}{q}`;
}

function labels(text: Write, ice: string): Template {
  return { A: `${text()}${ice}A`, B: `${ice}${text()}` };
}

function rounds(text: Write, ice: string): Template {
  return {
    begin: [{ role: "SYSTEM", fallback_role: "HUMAN", prompt: text() }, ice],
    round: [
      { role: "HUMAN", prompt: `${text()}{q}` },
      { role: "BOT", prompt: `{a}${text()}` },
    ],
  };
}
