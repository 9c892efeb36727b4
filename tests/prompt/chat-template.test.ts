import { expect, test } from "vitest";
import { OcLocalError } from "../../src/core/errors.ts";
import type { ChatMessage } from "../../src/core/prompt.ts";
import { compileChatTemplate } from "../../src/prompt/chat-template.ts";

const conversation: ChatMessage[] = [
  { role: "system", content: "Be brief." },
  { role: "user", content: "1+1=" },
  { role: "assistant", content: "2" },
  { role: "user", content: "2+2=" },
];
const now = () => ({ wallMs: Date.UTC(2026, 1, 3, 12), offsetMinutes: 60 });
const answering = { addGenerationPrompt: true, now };

function compile(source: string, specialTokens: Record<string, string> = {}) {
  return compileChatTemplate({ source, specialTokens });
}

const chatml = `
{%- for message in messages -%}
    {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' -}}
{%- endfor -%}
{%- if add_generation_prompt -%}
    {{- '<|im_start|>assistant\\n' -}}
{%- endif -%}`;

test("a ChatML template", () => {
  expect(compile(chatml).render(conversation, answering)).toMatchInlineSnapshot(`
    "<|im_start|>system
    Be brief.<|im_end|>
    <|im_start|>user
    1+1=<|im_end|>
    <|im_start|>assistant
    2<|im_end|>
    <|im_start|>user
    2+2=<|im_end|>
    <|im_start|>assistant
    "
  `);
  expect(compile(chatml).render(conversation.slice(0, 1), { addGenerationPrompt: false, now })).toBe(
    "<|im_start|>system\nBe brief.<|im_end|>\n",
  );
});

const instructions = `
{%- if messages[0]['role'] == 'system' %}
  {%- set loop_messages = messages[1:] %}
  {%- set system_message = messages[0]['content'] %}
{%- else %}
  {%- set loop_messages = messages %}
  {%- set system_message = false %}
{%- endif %}
{%- for message in loop_messages %}
  {%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}
    {{- raise_exception('roles must alternate user/assistant/user/assistant/...') }}
  {%- endif %}
  {%- if loop.index0 == 0 and system_message != false %}
    {%- set content = '<<SYS>>\\n' + system_message + '\\n<</SYS>>\\n\\n' + message['content'] %}
  {%- else %}
    {%- set content = message['content'] %}
  {%- endif %}
  {%- if message['role'] == 'user' %}
    {{- bos_token + '[INST] ' + content | trim + ' [/INST]' }}
  {%- elif message['role'] == 'assistant' %}
    {{- ' ' + content | trim + ' ' + eos_token }}
  {%- endif %}
{%- endfor %}`;

test("a llama-2 style template writes its own BOS and EOS tokens", () => {
  const template = compile(instructions, { bos_token: "<s>", eos_token: "</s>" });
  expect(template.render(conversation, answering)).toMatchInlineSnapshot(`
    "<s>[INST] <<SYS>>
    Be brief.
    <</SYS>>

    1+1= [/INST] 2 </s><s>[INST] 2+2= [/INST]"
  `);
});

test("a template that refuses the messages says why, and which roles it got", () => {
  const template = compile(instructions, { bos_token: "<s>", eos_token: "</s>" });
  const twoUsers: ChatMessage[] = [
    { role: "user", content: "a" },
    { role: "user", content: "b" },
  ];
  expect(() => template.render(twoUsers, answering)).toThrow(
    "the chat template fails on messages of user, user: roles must alternate user/assistant/user/assistant/...",
  );
});

const thinking = `
{%- if tools %}
    {{- '<tools>' }}
    {%- for tool in tools %}{{- '\\n' + (tool | tojson) }}{%- endfor %}
    {{- '\\n</tools>\\n' }}
{%- endif %}
{%- set last = namespace(user='') %}
{%- for message in messages %}
    {%- if message.role == 'user' %}{%- set last.user = message.content %}{%- endif %}
{%- endfor %}
{{- '<user>' + last.user + '</user><assistant>' }}
{%- if enable_thinking is defined and enable_thinking is false %}
    {{- '<think>\\n\\n</think>\\n\\n' }}
{%- endif %}`;

test("further variables reach the template: thinking switched off, tools", () => {
  const template = compile(thinking);
  expect(template.render(conversation, answering)).toBe("<user>2+2=</user><assistant>");
  expect(template.render(conversation, { ...answering, kwargs: { enable_thinking: false } })).toBe(
    "<user>2+2=</user><assistant><think>\n\n</think>\n\n",
  );
  const kwargs = { tools: [{ name: "add", parameters: { a: 1 } }] };
  expect(template.render(conversation, { ...answering, kwargs })).toBe(
    '<tools>\n{"name": "add", "parameters": {"a": 1}}\n</tools>\n<user>2+2=</user><assistant>',
  );
});

test("a template that asks for the date is told the one of the run, in English", () => {
  expect(compile("{{ strftime_now('%A %d %B %Y %H:%M') }}").render(conversation, answering)).toBe(
    "Tuesday 03 February 2026 12:00",
  );
});

test("a token that the model's files do not name is undefined in the template", () => {
  const template = compile("[{{ bos_token }}{{ bos_token is defined }}]");
  expect(template.render(conversation, answering)).toBe("[False]");
});

test("what cannot be rendered as Jinja2 does is refused by name", () => {
  expect(() => compile("{{ messages | urlize }}")).toThrow("the filter urlize is not supported in chat templates");
  expect(() => compile("{% include 'other' %}")).toThrow("the tag {% include %} is not supported in chat templates");
  expect(() => compile("{{ messages.append }}{{ messages.index }}").render(conversation, answering)).toThrow(
    "writing out a function (Python shows its place in memory) is not supported in chat templates",
  );
});

test("a template that is not Jinja is refused when it is compiled", () => {
  expect(() => compile("{% if %}")).toThrow(OcLocalError);
  expect(() => compile("{% for x in y %}")).toThrow("the chat template cannot be read");
});
