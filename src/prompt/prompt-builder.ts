// Everything an inferencer asks about the prompts of one dataset: generation prompts, label prompts, labels, examples.
// The caller says which examples are shown, so it can leave some out when a prompt is too long.

import type { DatasetSplits, Row } from "../core/dataset.ts";
import { OcLocalError } from "../core/errors.ts";
import type { Prompt, PromptTemplateConfig, RawTemplateConfig } from "../core/prompt.ts";
import { pyStr } from "../core/python-text.ts";
import { type AnyTemplate, joinExamples, queryTemplate, type Templates } from "./examples.ts";
import { isChatMessages, type SectionedPrompt } from "./prompt-list.ts";
import { type LabelPromptOptions, PromptTemplate, type TemplateKind } from "./prompt-template.ts";
import { RawPromptTemplate } from "./raw-prompt-template.ts";
import type { Retriever } from "./retriever.ts";

export interface PromptBuilder {
  /** Kind of the template that asks; `messages` for chat messages. */
  readonly kind: TemplateKind | "messages";
  /** Of the template that asks. */
  readonly sepToken: string | null;
  /** What the options of a scored question are called, in the order in which ties are decided. */
  labels(): string[];
  /** The row without its answer, to be continued. */
  generationPrompt(rowIndex: number, iceIds: readonly number[]): Prompt;
  /** The row with a label as its answer, to be scored. */
  labelPrompt(rowIndex: number, label: string, iceIds: readonly number[], options?: LabelPromptOptions): Prompt;
  /** The in-context examples alone. */
  examples(iceIds: readonly number[]): Prompt;
}

/** Templates and answer column as the dataset's config gives them. */
export interface PromptSources {
  promptTemplate?: PromptTemplateConfig | RawTemplateConfig | undefined;
  iceTemplate?: PromptTemplateConfig | RawTemplateConfig | undefined;
  outputColumn: string | null;
}

/** @throws OcLocalError CONFIG when the templates cannot be used, alone or together. */
export function createPromptBuilder(
  sources: PromptSources,
  splits: DatasetSplits,
  retriever: Pick<Retriever, "iceSeparator" | "iceEndToken">,
): PromptBuilder {
  const { outputColumn } = sources;
  const templates = readTemplates(sources);
  const query = queryTemplate(templates);
  const source = { template: templates.iceTemplate, train: splits.train, outputColumn, separators: retriever };
  const examples = rememberLast((ids) => joinExamples(ids, source));
  return {
    kind: query instanceof RawPromptTemplate ? "messages" : query.kind,
    sepToken: query instanceof RawPromptTemplate ? null : query.sepToken,
    labels: () => promptLabels(templates, splits.test, outputColumn),
    examples,
    generationPrompt(rowIndex, iceIds) {
      const row = testRow(rowIndex, splits.test);
      if (query instanceof RawPromptTemplate) return query.generationPrompt(row, examples(iceIds));
      return query.generationPrompt(row, sectioned(examples(iceIds)), { outputColumn });
    },
    labelPrompt(rowIndex, label, iceIds, options = {}) {
      const row = testRow(rowIndex, splits.test);
      // A raw template knows no labels, and upstream scores it without its examples.
      if (query instanceof RawPromptTemplate) return query.generationPrompt(row, "");
      return query.labelPrompt(row, label, sectioned(examples(iceIds)), options);
    },
  };
}

export function readTemplates({ promptTemplate, iceTemplate }: Omit<PromptSources, "outputColumn">): Templates {
  return {
    promptTemplate: promptTemplate === undefined ? null : readTemplate(promptTemplate, "infer.promptTemplate"),
    iceTemplate: iceTemplate === undefined ? null : readTemplate(iceTemplate, "infer.iceTemplate"),
  };
}

/**
 * Keys of the asking template where it has any (for sections too, as upstream), else the answers that occur in the test
 * rows, in order of appearance (docs/exactness.md E3.8, E3.9).
 */
export function promptLabels(templates: Templates, test: readonly Row[], outputColumn: string | null): string[] {
  const { promptTemplate, iceTemplate } = templates;
  const promptKeys = keysOf(promptTemplate);
  if (promptKeys.length > 0) return promptKeys;
  const exampleKeys = iceTemplate === null || iceTemplate.iceToken === null ? [] : keysOf(iceTemplate);
  if (exampleKeys.length > 0) return exampleKeys;
  if (outputColumn === null) return [];
  return [...new Set(test.map((row) => pyStr(row[outputColumn] ?? null)))];
}

/** Rows and labels that follow one another mostly show the same examples. */
function rememberLast(join: (ids: readonly number[]) => Prompt): (ids: readonly number[]) => Prompt {
  let last: { key: string; joined: Prompt } | undefined;
  return (ids) => {
    const key = ids.join();
    if (last?.key !== key) last = { key, joined: join(ids) };
    return last.joined;
  };
}

function readTemplate(config: PromptTemplateConfig | RawTemplateConfig, field: string): AnyTemplate {
  return "messages" in config ? new RawPromptTemplate(config, field) : new PromptTemplate(config, field);
}

function keysOf(template: AnyTemplate | null): string[] {
  return template instanceof PromptTemplate ? [...template.keys] : [];
}

function sectioned(examples: Prompt): SectionedPrompt {
  if (!isChatMessages(examples)) return examples;
  throw new OcLocalError("CONFIG", "infer.iceTemplate holds chat messages, but infer.promptTemplate does not", {
    hint: "write both templates as messages, or neither",
  });
}

function testRow(index: number, test: readonly Row[]): Row {
  const row = test[index];
  if (row === undefined) throw new RangeError(`there is no test row ${index} (${test.length} rows)`);
  return row;
}
