// What shows that a field of a model or a dataset does something: text that its own part of the output has and that of an entry
// without the field has not.

export interface Signs {
  /** In the dry run, notes on the entry included. */
  plan?: RegExp | "other";
  /** In the stored answers, prompts included; "other": they are not those without the field. */
  answers?: RegExp | "other";
  /** In what the run says of the entry, in its results and in the manifest. */
  run?: RegExp | "other";
}
