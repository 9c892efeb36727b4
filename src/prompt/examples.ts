// In-context examples: which template asks the question when there are two, and how examples are joined.

import type { Row } from "../core/dataset.ts";
import { OcLocalError } from "../core/errors.ts";
import type { Prompt, PromptList } from "../core/prompt.ts";
import { concatPrompts, type SectionedPrompt } from "./prompt-list.ts";
import type { PromptTemplate } from "./prompt-template.ts";
import { RawPromptTemplate } from "./raw-prompt-template.ts";
import type { Retriever } from "./retriever.ts";

export type AnyTemplate = PromptTemplate | RawPromptTemplate;

/** The templates of a dataset; at least one of them is needed. */
export interface Templates {
  promptTemplate: AnyTemplate | null;
  iceTemplate: AnyTemplate | null;
}

/**
 * The template the question is asked with: the prompt template, or the example template where it is the only one. Where
 * examples have a template, the asking one must say where they go (docs/exactness.md E3.7).
 * @throws OcLocalError CONFIG
 */
export function queryTemplate({ promptTemplate, iceTemplate }: Templates): AnyTemplate {
  const template = promptTemplate ?? iceTemplate;
  if (template === null) {
    throw new OcLocalError(
      "CONFIG",
      "infer: neither promptTemplate nor iceTemplate is given, so there is nothing to ask",
      { hint: 'give a promptTemplate, for example { template: "{question}" }, with a column of the rows in braces' },
    );
  }
  if (iceTemplate !== null && template.iceToken === null) {
    const field = promptTemplate === null ? "iceTemplate" : "promptTemplate";
    throw new OcLocalError("CONFIG", `infer.${field}: no iceToken says where the in-context examples go`, {
      hint: 'set iceToken, for example "</E>", and put it into the template',
    });
  }
  return template;
}

export interface ExampleSource {
  /** Null: only an empty id list can be joined. */
  template: AnyTemplate | null;
  train: readonly Row[];
  outputColumn: string | null;
  separators: Pick<Retriever, "iceSeparator" | "iceEndToken">;
}

/**
 * The examples of one question as one prompt. Templates of rounds are joined without text between them; the others with
 * the retriever's separator and end token (docs/exactness.md E3.5, E3.6).
 */
export function joinExamples(ids: readonly number[], source: ExampleSource): Prompt {
  const { template } = source;
  if (template instanceof RawPromptTemplate) return ids.flatMap((id) => template.example(trainRow(id, source.train)));
  const isRounds = template?.kind === "rounds";
  const separator = isRounds ? "" : source.separators.iceSeparator;
  const endToken = isRounds ? "" : source.separators.iceEndToken;
  const examples = ids.map((id) => exampleOf(id, template, source));
  if (examples.every((example) => typeof example === "string")) return examples.join(separator) + endToken;
  // In a list the separator also follows the last example, and the end token is an item of its own even when empty.
  return [...examples.flatMap((example): PromptList => concatPrompts(example, separator)), endToken];
}

function exampleOf(id: number, template: PromptTemplate | null, source: ExampleSource): SectionedPrompt {
  if (template === null) {
    throw new OcLocalError("CONFIG", "infer: the retriever picks in-context examples, but there is no iceTemplate", {
      hint: 'give an iceTemplate, or use the retriever "zero"',
    });
  }
  const row = trainRow(id, source.train);
  return template.example(row, (source.outputColumn === null ? undefined : row[source.outputColumn]) ?? null);
}

function trainRow(id: number, train: readonly Row[]): Row {
  const row = train.at(id);
  if (row !== undefined) return row;
  throw new OcLocalError("CONFIG", `example ${id} is out of range: the train split has ${train.length} rows`, {
    hint: "choose a split with more rows with reader.trainSplit and reader.trainRange, or have the retriever pick others",
  });
}
