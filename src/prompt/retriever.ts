// What every retriever offers: for each test row the ids of the train rows shown as in-context examples, and the text
// between and after them. A retriever is one file in retrievers/, named as configs name it.

import { z } from "zod";

export interface Retriever {
  /** One list of train row ids per test row; negative ids count from the end. */
  retrieve(): number[][];
  /** Between examples of text and per-label templates. */
  readonly iceSeparator: string;
  /** After the last example of text and per-label templates. */
  readonly iceEndToken: string;
}

/** Options that all retrievers with examples share; by default a line break. */
export const exampleTextOptions = {
  iceSeparator: z.string().exactOptional().describe("between examples; ignored for templates of rounds"),
  iceEosToken: z.string().exactOptional().describe("after the last example; ignored for templates of rounds"),
};
