import { afterEach, expect, test, vi } from "vitest";
import { OcLocalError } from "../../src/core/errors.ts";
import type { ChatMessage } from "../../src/core/prompt.ts";
import { compileChatTemplate } from "../../src/prompt/chat-template.ts";

const conversation: ChatMessage[] = [
  { role: "system", content: "Be brief." },
  { role: "user", content: "1+1=" },
  { role: "assistant", content: "2" },
  { role: "user", content: "2+2=" },
];
const answering = { addGenerationPrompt: true };

function compile(source: string, tokens: { bosToken?: string; eosToken?: string } = {}) {
  return compileChatTemplate({ source, bosToken: tokens.bosToken ?? null, eosToken: tokens.eosToken ?? null });
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
  expect(compile(chatml).render(conversation.slice(0, 1), { addGenerationPrompt: false })).toBe(
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
  const template = compile(instructions, { bosToken: "<s>", eosToken: "</s>" });
  expect(template.render(conversation, answering)).toMatchInlineSnapshot(`
    "<s>[INST] <<SYS>>
    Be brief.
    <</SYS>>

    1+1= [/INST] 2 </s><s>[INST] 2+2= [/INST]"
  `);
});

test("a template that refuses the messages says why, and which roles it got", () => {
  const template = compile(instructions, { bosToken: "<s>", eosToken: "</s>" });
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

test("a template that asks for the date gets today's", () => {
  vi.useFakeTimers({ now: new Date(2026, 1, 3, 12) });
  expect(compile("{{ strftime_now('%d %B %Y') }}").render(conversation, answering)).toBe("03 February 2026");
});

test("a token the model lacks is undefined in the template", () => {
  expect(compile("{{ bos_token is defined }}").render(conversation, answering)).toBe("false");
});

test("a template that is not Jinja is refused when it is compiled", () => {
  expect(() => compile("{% if %}")).toThrow(OcLocalError);
  expect(() => compile("{% for x in y %}")).toThrow("the chat template cannot be read");
});

afterEach(() => {
  vi.useRealTimers();
});
