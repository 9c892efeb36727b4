// What comes back from a model's workers: answers go to the journal, failures and the state of every dataset to the manifest
// and the events. Predictions are derived from the journal when a dataset is complete.

import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { OcLocalError } from "../../core/errors.ts";
import type { RowRecord } from "../../core/record.ts";
import type { EngineInfo } from "../../engines/engine.ts";
import { formatBytes } from "../../engines/memory-plan.ts";
import { type AffectedRows, affectedRows } from "../../job/affected-rows.ts";
import type { OnRunEvent, RunEvent } from "../../job/events.ts";
import type { FailedTask } from "../../job/failed-task.ts";
import { askedRows, countAsked } from "../../plan/asked-rows.ts";
import type { PlannedDataset } from "../../plan/plan.ts";
import { cacheSize } from "../../store/cache/cache-folder.ts";
import { CacheWriter } from "../../store/cache/cache-writer.ts";
import { compactJournal } from "../../store/journal/compact-journal.ts";
import { Journal } from "../../store/journal/journal.ts";
import { describeBroken, indexJournal, type JournalIndex } from "../../store/journal/journal-index.ts";
import { JournalRows } from "../../store/journal/journal-rows.ts";
import { ReuseCount } from "../../store/journal/reuse-count.ts";
import type { StoredKeys } from "../../store/journal/stored-keys.ts";
import { writePredictions } from "../../store/stored/predictions-file.ts";
import type { ManifestFile } from "../../store/workspace/manifest-file.ts";
import { redactText } from "../../store/workspace/redact.ts";
import { journalPath, predictionsPath, resultsPath, type Workspace } from "../../store/workspace/workspace.ts";
import { TaskProgress } from "../task-progress.ts";
import type { WorkerMessage } from "./messages.ts";

export interface AnswersStage {
  workspace: Workspace;
  manifest: ManifestFile;
  datasets: readonly PlannedDataset[];
  onEvent: OnRunEvent;
}

/** What has come back from a model's workers, by dataset. */
export class Answers {
  readonly failed: FailedTask[] = [];
  readonly #model: string;
  readonly #stage: AnswersStage;
  readonly #journals = new Map<string, Journal>();
  /** What the journals held before. */
  readonly #earlier = new Map<string, JournalIndex>();
  readonly #reuse = new ReuseCount();
  /** Of all workers. */
  readonly #devices = new Set<string>();
  /** Rows answered, reused or failed. */
  readonly #settled = new Map<string, number>();
  readonly #failedRows = new Map<string, { rows: Set<number>; first: RowRecord }>();

  readonly #progress: TaskProgress;
  #cache: CacheWriter | undefined;
  readonly #cacheFolder: string | undefined;

  /** @param cacheFolder Where the model's answers are kept for other runs. */
  constructor(model: string, stage: AnswersStage, cacheFolder?: string) {
    this.#model = model;
    this.#stage = stage;
    this.#progress = new TaskProgress(model, stage);
    this.#cacheFolder = cacheFolder;
    this.#cache = cacheFolder === undefined ? undefined : new CacheWriter(cacheFolder);
  }

  /** Rows that an earlier run answered, with the keys they were answered under. */
  stored(dataset: string): StoredKeys {
    const index = this.#indexOf(dataset);
    const broken = describeBroken(index);
    if (broken !== undefined) {
      const text = `${this.#model} / ${dataset}: ${broken}, as a crash leaves them: what they answered is asked again`;
      this.#stage.onEvent({ type: "note", text });
    }
    return index.rows.keys;
  }

  take(message: WorkerMessage): void {
    const model = this.#model;
    switch (message.type) {
      case "opened":
        this.#devices.add(message.info.device);
        this.#stage.manifest.update(model, {
          engine: { ...engineOf(message.info), device: [...this.#devices].join(", ") },
        });
        this.#stage.onEvent({ type: "model-open", model, info: message.info });
        break;
      case "note":
        this.#stage.onEvent({ type: "note", text: `${model}: ${message.text}` });
        break;
      case "notice":
        this.#stage.onEvent({ type: "warning", text: `${model}: ${message.text}` });
        break;
      case "started":
        this.#progress.start(message.dataset);
        break;
      case "generating":
        this.#stage.onEvent({ ...message, model });
        break;
      case "row":
        this.#store(message.dataset, withoutSecrets(message.record), message.cached);
        break;
      case "reused":
        this.#reuse.reuse();
        this.#settle({ dataset: message.dataset, row: message.row, state: "reused", tokens: 0, generated: 0 });
        break;
      case "task-failed":
        // A worker that breaks down names all its tasks, also those it had finished.
        if (!this.#isFinished(message.dataset)) this.#fail(message);
        break;
    }
  }

  failRest({ reason, hint }: Pick<FailedTask, "reason" | "hint">): void {
    for (const { dataset } of this.#stage.datasets) {
      const isKnown = this.failed.some((task) => task.dataset === dataset.id);
      if (!isKnown && !this.#isFinished(dataset.id)) this.#fail({ dataset: dataset.id, reason, hint });
    }
  }

  end(): void {
    for (const journal of this.#journals.values()) journal.close();
    this.#progress.end();
    const { datasets } = this.#stage;
    for (const [dataset, { rows: failed, first }] of this.#failedRows) {
      const rows = this.#askedOf(dataset);
      this.#fail({ dataset, reason: `${failed.size} of ${rows} rows failed; row ${first.row}: ${first.failed}` });
    }
    const finished = datasets.filter(({ dataset }) => this.#isFinished(dataset.id));
    for (const dataset of finished) this.#finishDataset(dataset);
    const text = this.#reuse.describe();
    if (text !== undefined) this.#stage.onEvent({ type: "note", text: `${this.#model}: ${text}` });
    this.#endCache();
    const unfinished = datasets.filter((dataset) => !finished.includes(dataset)).map(({ dataset }) => dataset.id);
    this.#stage.manifest.update(this.#model, { unfinished });
  }

  #store(dataset: string, record: RowRecord, isCached = false): void {
    const earlier = this.#indexOf(dataset).rows.get(record.row);
    this.#journalOf(dataset).append(record);
    if (isCached) {
      this.#reuse.takeCached();
      this.#settle({ dataset, row: record.row, state: "reused", tokens: 0, generated: 0 });
      return;
    }
    this.#reuse.ask(earlier, record);
    this.#toCache((cache) => cache.add(record));
    if (record.failed !== undefined) {
      const failed = this.#failedRows.get(dataset) ?? { rows: new Set(), first: record };
      failed.rows.add(record.row);
      this.#failedRows.set(dataset, failed);
    }
    const state = record.failed === undefined ? "answered" : "failed";
    const { promptTokens, generatedTokens: generated } = record.facts;
    const reason = record.failed !== undefined && { reason: record.failed };
    this.#settle({ dataset, row: record.row, state, tokens: promptTokens + generated, generated, ...reason });
  }

  /** The run goes on without a cache that cannot be written: its own answers are in the journal. */
  #toCache(write: (cache: CacheWriter) => void): void {
    if (this.#cache === undefined) return;
    try {
      write(this.#cache);
    } catch (error) {
      if (!(error instanceof OcLocalError)) throw error;
      this.#cache = undefined;
      const text = `${this.#model}: nothing more is added to the cache: ${error.message}`;
      this.#stage.onEvent({ type: "warning", text });
    }
  }

  #endCache(): void {
    const folder = this.#cacheFolder;
    if (folder === undefined) return;
    const added = this.#cache?.added ?? 0;
    this.#toCache((cache) => cache.close());
    const size = formatBytes(cacheSize(dirname(folder)));
    const text = `${this.#model}: cache: ${this.#reuse.cached} answers taken, ${added} added; ${size} in ${dirname(folder)}`;
    this.#stage.onEvent({ type: "note", text });
  }

  #settle(row: Omit<RunEvent & { type: "row" }, "type" | "model">): void {
    this.#progress.start(row.dataset);
    this.#settled.set(row.dataset, (this.#settled.get(row.dataset) ?? 0) + 1);
    this.#stage.onEvent({ type: "row", model: this.#model, ...row });
    this.#progress.settle(row);
  }

  #fail({ dataset, reason: message, hint, stack }: Omit<FailedTask, "model"> & { stack?: string | undefined }): void {
    const reason = redactText(message);
    this.failed.push({ model: this.#model, dataset, reason, hint, affected: this.#affected(dataset) });
    this.#stage.onEvent({ type: "task-failed", model: this.#model, dataset, reason, hint, stack });
  }

  #affected(id: string): AffectedRows | undefined {
    const rows = this.#askedOf(id);
    if (rows === undefined) return undefined;
    const failed = this.#failedRows.get(id)?.rows ?? new Set();
    return affectedRows(failed, (this.#settled.get(id) ?? 0) - failed.size, rows);
  }

  #indexOf(dataset: string): JournalIndex {
    const known = this.#earlier.get(dataset);
    if (known !== undefined) return known;
    const index = indexJournal(journalPath(this.#stage.workspace, this.#model, dataset));
    this.#earlier.set(dataset, index);
    return index;
  }

  #isFinished(id: string): boolean {
    return (this.#settled.get(id) ?? 0) === this.#askedOf(id);
  }

  #askedOf(id: string): number | undefined {
    const planned = this.#stage.datasets.find(({ dataset }) => dataset.id === id);
    return planned && countAsked(planned);
  }

  /** One line per row in the journal, and predictions where every row that is asked has an answer. */
  #finishDataset(planned: PlannedDataset): void {
    const { dataset } = planned;
    const { workspace } = this.#stage;
    const path = journalPath(workspace, this.#model, dataset.id);
    // Where nothing was appended, what was read at the start is still true.
    const written = this.#journals.has(dataset.id) ? indexJournal(path) : this.#indexOf(dataset.id);
    this.#earlier.delete(dataset.id);
    const inRowOrder = this.#stage.manifest.now.deterministic === true;
    const index = compactJournal(path, written, { inRowOrder }) ? indexJournal(path) : written;
    const asked = askedRows(planned);
    if (asked.length === 0 || !asked.every((row) => index.rows.isAnswered(row))) return;
    const records = new JournalRows(path, index.rows);
    try {
      writePredictions(predictionsPath(workspace, this.#model, dataset.id), records, asked);
    } finally {
      records.close();
    }
  }

  /** The first new answer outdates what was made from the old ones. */
  #journalOf(dataset: string): Journal {
    const known = this.#journals.get(dataset);
    if (known !== undefined) return known;
    const { workspace } = this.#stage;
    const journal = new Journal(journalPath(workspace, this.#model, dataset));
    this.#journals.set(dataset, journal);
    rmSync(predictionsPath(workspace, this.#model, dataset), { force: true });
    rmSync(resultsPath(workspace, this.#model, dataset), { force: true });
    return journal;
  }
}

/** Why a row failed may be told with an address or a command line. */
function withoutSecrets(record: RowRecord): RowRecord {
  return record.failed === undefined ? record : { ...record, failed: redactText(record.failed) };
}

function engineOf({ engine: name, memory, textForm, flashAttention, ...info }: EngineInfo) {
  const { device, contextSize, parallelSequences, versions } = info;
  const { weights, kvCache, compute, gpuLayers } = memory;
  return {
    name,
    device,
    contextSize,
    parallelSequences,
    memory: { weights, kvCache, compute, gpuLayers },
    ...(textForm !== null && { textForm }),
    ...(flashAttention !== undefined && { flashAttention }),
    versions,
  };
}
