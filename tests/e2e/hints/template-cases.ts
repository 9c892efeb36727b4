// Templates of datasets and of models that do not fit each other.

import { advised } from "../follow-hint.ts";
import { type Config, type ConfigCase, type Dataset, examples, model, put } from "./config-cases.ts";

const human = { role: "HUMAN", prompt: "{question}" };
const rounds = { round: [human] };

/** What differs in the prompt's template. */
function template(what: string, spoilt: unknown, says: string, mended: (hint: string) => unknown): ConfigCase {
  return {
    what: `template: ${what}`,
    spoil: put("infer", { promptTemplate: { template: spoilt } }),
    says,
    mend: (dataset, hint) => put("infer", { promptTemplate: { template: mended(hint) } })(dataset),
  };
}

/** What differs between a template with examples and another. */
function shots(
  what: string,
  [ice, asked]: [ice: unknown, asked: unknown],
  says: string,
  mended: (hint: string) => [ice: unknown, asked: unknown],
): ConfigCase {
  const of = ([iceTemplate, promptTemplate]: [unknown, unknown]) => ({
    ...examples({ type: "fix-k", fixIdList: [1] }),
    iceTemplate: { template: iceTemplate },
    promptTemplate: { template: promptTemplate, iceToken: "</E>" },
  });
  return {
    what: `examples: ${what}`,
    spoil: put("infer", of([ice, asked])),
    says,
    mend: (dataset, hint) => put("infer", of(mended(hint)))(dataset),
  };
}

/** A dataset of rounds on a model with roles of its own. */
function roles(
  what: string,
  [type, round]: [type: string, round: unknown[]],
  says: string,
  mended: (hint: string) => unknown[],
): ConfigCase {
  const set = (dataset: Dataset, config: Config, turns: unknown[]) => {
    put("infer", { promptTemplate: { template: rounds } })(dataset);
    config.models = [model({ type, metaTemplate: { round: turns } })];
  };
  return {
    what: `roles: ${what}`,
    spoil: (dataset, config) => set(dataset, config, round),
    says,
    mend: (dataset, hint, config) => set(dataset, config, mended(hint)),
  };
}

/** Examples that are rounds, asked on a model with roles. */
function nested(dataset: Dataset, config: Config, asked: unknown): void {
  put("infer", {
    ...examples({ type: "fix-k", fixIdList: [1] }),
    iceTemplate: { template: rounds },
    promptTemplate: { template: asked, iceToken: "</E>" },
  })(dataset);
  config.models = [model({ type: base, metaTemplate: { round: [{ role: "HUMAN" }] } })];
}

const chat = "HuggingFacewithChatTemplate";
const base = "HuggingFaceBaseModel";
const asUser = { role: "HUMAN", api_role: "HUMAN" };
const answering = { role: "BOT", api_role: "BOT", generate: true };

const templates: ConfigCase[] = [
  template("sections without a round", { begin: "{question}" }, 'sections with a list "round"', (hint) =>
    JSON.parse(`{${advised(hint, /for example ("round": \[.*\])/)}}`),
  ),
  template(
    "a section beside a label",
    { begin: "x", A: "{question}" },
    "has sections (begin) beside other keys",
    (hint) => advised(hint, /(a template per label has only labels as keys)/) && { A: "{question}", B: "{question}" },
  ),
  {
    what: "template: an end for a model with roles",
    spoil(dataset, config) {
      put("infer", { promptTemplate: { template: { ...rounds, end: "x" } } })(dataset);
      config.models = [model({ type: base, metaTemplate: { round: [{ role: "HUMAN" }] } })];
    },
    says: 'the prompt closes section "end"',
    mend(dataset, hint) {
      advised(hint, /(leave "end" out of the template)/);
      put("infer", { promptTemplate: { template: rounds } })(dataset);
    },
  },
  template(
    "an answer in front of the question",
    { ...rounds, begin: [{ role: "BOT", prompt: "yes" }] },
    "role BOT generates, but the prompt uses it before its last round",
    (hint) =>
      advised(hint, /move the turn of BOT .* into its "(round)"/) && { round: [human, { role: "BOT", prompt: "yes" }] },
  ),
  shots("an answer without a label", [{ A: "{question}" }, "</E>{question}"], 'has no label "B"', (hint) => [
    { A: "{question}", [advised(hint, /give the template a label "(\w+)"/)]: "{question}" },
    "</E>{question}",
  ]),
  shots("rounds in a text", [rounds, "</E>{question}"], "of a plain text template", (hint) => [
    advised(hint, /(write both .* as text)/) && "{question}",
    "</E>{question}",
  ]),
  shots(
    "rounds inside of a turn",
    [rounds, { round: [{ role: "HUMAN", prompt: "</E>{question}" }] }],
    "inside the text of role HUMAN",
    (hint) => [rounds, { ...rounds, begin: [advised(hint, /put "([^"]+)" into the template's "begin"/)] }],
  ),
  {
    what: "examples: rounds inside of a round, for a model with roles",
    spoil: (dataset, config) => nested(dataset, config, { round: ["</E>", human] }),
    says: 'the prompt has a section inside its section "round"',
    mend(dataset, hint, config) {
      advised(hint, /(put the in-context-example token into the template's "begin")/);
      nested(dataset, config, { ...rounds, begin: ["</E>"] });
    },
  },
  roles("one that the model lacks", [base, [{ role: "USER" }]], "has no role HUMAN for the prompt", (hint) =>
    advised(hint, /(add the role to the meta template)/) ? [{ role: "USER" }, { role: "HUMAN" }] : [],
  ),
  roles("one twice", [base, [{ role: "HUMAN" }, { role: "HUMAN" }]], "expected role names that occur once", (hint) =>
    advised(hint, /(leave one of the two out)/) ? [{ role: "HUMAN" }] : [],
  ),
  roles("one without a name to send", [chat, [{ role: "HUMAN" }, answering]], "role HUMAN has no api_role", (hint) => [
    { role: "HUMAN", api_role: advised(hint, /set api_role to "(\w+)"/) },
    answering,
  ]),
  roles(
    "one with an unknown name",
    [chat, [{ role: "HUMAN", api_role: "USER" }, answering]],
    'cannot have the api_role "USER"',
    (hint) => [{ role: "HUMAN", api_role: advised(hint, /must be one of (\w+)/) }, answering],
  ),
  {
    what: "roles: none to speak",
    spoil(dataset, config) {
      put("infer", { promptTemplate: { template: { round: [{ ...human, role: "BOT" }] } } })(dataset);
      config.models = [model({ type: chat, metaTemplate: { round: [answering] } })];
    },
    says: "the prompt has no turn to send",
    mend(dataset, hint, config) {
      const role = advised(hint, /put a turn of (HUMAN) into the template's "round"/);
      put("infer", { promptTemplate: { template: { round: [{ ...human, role }] } } })(dataset);
      config.models = [model({ type: chat, metaTemplate: { round: [asUser, answering] } })];
    },
  },
  ...[
    ["of a message it does not take", "{{ raise_exception('no') }}", /(or give another chatTemplate)/],
    ["with what is not supported", "{% import 'x' as y %}", /(with --chat-template FILE)/],
    ["that does too much", "{{ '%.5000f' % 1.5 }}", /(real templates stay far below)/],
  ].map(
    ([what, chatTemplate, advice]): ConfigCase => ({
      what: `chat template: ${what}`,
      spoil: (_, config) => {
        config.models = [model({ type: chat, chatTemplate })];
      },
      says: /the chat template (fails on messages of user|cannot be read|writes a number with more)/,
      mend: (_, hint, config) => {
        advised(hint, advice as RegExp);
        config.models = [model({ type: chat, chatTemplate: "{% for m in messages %}{{ m.content }}{% endfor %}" })];
      },
    }),
  ),
];

export const templateCases: readonly ConfigCase[] = templates;
