// The journals of one model: that of a dataset is opened with its first row.

import type { RowRecord } from "../../core/record.ts";
import { journalPath, type Workspace } from "../workspace/workspace.ts";
import { Journal } from "./journal.ts";

export class Journals {
  readonly #workspace: Workspace;
  readonly #model: string;
  readonly #onOpened: (dataset: string) => void;
  readonly #open = new Map<string, Journal>();

  /** @param onOpened Called before a dataset's first row is appended. */
  constructor(workspace: Workspace, model: string, onOpened: (dataset: string) => void = () => {}) {
    this.#workspace = workspace;
    this.#model = model;
    this.#onOpened = onOpened;
  }

  /** Whether a row of the dataset was appended. */
  has(dataset: string): boolean {
    return this.#open.has(dataset);
  }

  /** @throws OcLocalError STORAGE */
  append(dataset: string, record: RowRecord): void {
    this.#journalOf(dataset).append(record);
  }

  /** @throws OcLocalError STORAGE */
  close(): void {
    for (const journal of this.#open.values()) journal.close();
  }

  #journalOf(dataset: string): Journal {
    const known = this.#open.get(dataset);
    if (known !== undefined) return known;
    const journal = new Journal(journalPath(this.#workspace, this.#model, dataset));
    this.#open.set(dataset, journal);
    this.#onOpened(dataset);
    return journal;
  }
}
