// What a message is about, as data, and the one form in which it stands in front of the text: "model / dataset: row 3: text".

/** What is absent is not one model, dataset or row: the message is about several, or the whole run. */
export interface Place {
  model?: string | undefined;
  dataset?: string | undefined;
  row?: number | undefined;
}

export function placed({ model, dataset, row }: Place, text: string): string {
  const task = [model, dataset].filter((name) => name !== undefined).join(" / ");
  const about = [task, row === undefined ? "" : `row ${row}`].filter((part) => part !== "");
  return [...about, text].join(": ");
}
