// Where a run keeps the answers of a model: in the journals, and in the cache for other runs. Predictions are derived from the journal
// when a dataset is complete; the manifest says which are not.

import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { OcLocalError } from "../../core/errors.ts";
import type { EngineInfo } from "../../engines/engine.ts";
import { formatBytes } from "../../engines/memory-plan.ts";
import type { OnRunEvent } from "../../job/events.ts";
import { askedRows } from "../../plan/asked-rows.ts";
import type { PlannedDataset } from "../../plan/plan.ts";
import { cacheSize } from "../../store/cache/cache-folder.ts";
import { CacheWriter } from "../../store/cache/cache-writer.ts";
import { compactJournal } from "../../store/journal/compact-journal.ts";
import { describeBroken, indexJournal, type JournalIndex } from "../../store/journal/journal-index.ts";
import { JournalRows } from "../../store/journal/journal-rows.ts";
import { Journals } from "../../store/journal/journals.ts";
import { ReuseCount } from "../../store/journal/reuse-count.ts";
import type { StoredKeys } from "../../store/journal/stored-keys.ts";
import { writePredictions } from "../../store/stored/predictions-file.ts";
import type { ManifestFile } from "../../store/workspace/manifest-file.ts";
import { journalPath, predictionsPath, resultsPath, type Workspace } from "../../store/workspace/workspace.ts";
import type { RowKeeper, RowMessage } from "../model-sink.ts";
import type { RowBook } from "../row-book.ts";

export interface AnswersStage {
  workspace: Workspace;
  manifest: ManifestFile;
  datasets: readonly PlannedDataset[];
  onEvent: OnRunEvent;
}

/** What has come back from a model's workers, by dataset. */
export class Answers implements RowKeeper {
  readonly #model: string;
  readonly #stage: AnswersStage;
  readonly #journals: Journals;
  /** What the journals held before. */
  readonly #earlier = new Map<string, JournalIndex>();
  readonly #reuse = new ReuseCount();
  /** Of all workers. */
  readonly #devices = new Set<string>();
  #cache: CacheWriter | undefined;
  readonly #cacheFolder: string | undefined;
  /** Its lines that are no records: of the worker that found most. */
  #brokenInCache = 0;

  /** @param cacheFolder Where the model's answers are kept for other runs. */
  constructor(model: string, stage: AnswersStage, cacheFolder?: string) {
    this.#model = model;
    this.#stage = stage;
    this.#journals = new Journals(stage.workspace, model, (dataset) => {
      // The first new answer outdates what was made from the old ones.
      for (const path of [predictionsPath, resultsPath]) rmSync(path(stage.workspace, model, dataset), { force: true });
    });
    this.#cacheFolder = cacheFolder;
    this.#cache = cacheFolder === undefined ? undefined : new CacheWriter(cacheFolder);
  }

  /** Rows that an earlier run answered, with the keys they were answered under. */
  stored(dataset: string): StoredKeys {
    const index = this.#indexOf(dataset);
    const broken = describeBroken(index);
    if (broken !== undefined) {
      const text = `${broken}, as a crash leaves them: what they answered is asked again`;
      this.#stage.onEvent({ type: "note", model: this.#model, dataset, text });
    }
    return index.rows.keys;
  }

  opened(info: EngineInfo): void {
    this.#devices.add(info.device);
    this.#stage.manifest.update(this.#model, {
      engine: { ...engineOf(info), device: [...this.#devices].join(", ") },
    });
  }

  cacheBroken(lines: number): void {
    this.#brokenInCache = Math.max(this.#brokenInCache, lines);
  }

  keep({ dataset, record, cached }: RowMessage): string | undefined {
    const earlier = this.#indexOf(dataset).rows.get(record.row);
    this.#journals.append(dataset, record);
    if (cached) this.#reuse.takeCached();
    else {
      this.#reuse.ask(earlier, record);
      this.#toCache((cache) => cache.add(record));
    }
    return record.failed;
  }

  reuse(): void {
    this.#reuse.reuse();
  }

  /** Puts in order what the workers left. @throws OcLocalError STORAGE */
  end(book: RowBook): void {
    this.#journals.close();
    const { datasets, manifest, onEvent } = this.#stage;
    const isFinished = ({ dataset }: PlannedDataset) => book.isFinished(dataset.id);
    for (const dataset of datasets.filter(isFinished)) this.#finishDataset(dataset);
    const text = this.#reuse.describe();
    if (text !== undefined) onEvent({ type: "note", model: this.#model, text });
    this.#endCache();
    const unfinished = datasets.filter((planned) => !isFinished(planned)).map(({ dataset }) => dataset.id);
    manifest.update(this.#model, { unfinished });
  }

  /** The run goes on without a cache that cannot be written: its own answers are in the journal. */
  #toCache(write: (cache: CacheWriter) => void): void {
    if (this.#cache === undefined) return;
    try {
      write(this.#cache);
    } catch (error) {
      if (!(error instanceof OcLocalError)) throw error;
      this.#cache = undefined;
      const text = `nothing more is added to the cache: ${error.message}`;
      this.#stage.onEvent({ type: "warning", model: this.#model, text });
    }
  }

  #endCache(): void {
    const folder = this.#cacheFolder;
    if (folder === undefined) return;
    const broken = describeBroken({ broken: this.#brokenInCache }, "the cache");
    if (broken !== undefined) this.#stage.onEvent({ type: "note", model: this.#model, text: broken });
    const added = this.#cache?.added ?? 0;
    this.#toCache((cache) => cache.close());
    const size = formatBytes(cacheSize(dirname(folder)));
    const text = `cache: ${this.#reuse.cached} answers taken, ${added} added; ${size} in ${dirname(folder)}`;
    this.#stage.onEvent({ type: "note", model: this.#model, text });
  }

  #indexOf(dataset: string): JournalIndex {
    const known = this.#earlier.get(dataset);
    if (known !== undefined) return known;
    const index = indexJournal(journalPath(this.#stage.workspace, this.#model, dataset));
    this.#earlier.set(dataset, index);
    return index;
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
}

function engineOf({ engine: name, memory, textForm, flashAttention, kvCacheType, ...info }: EngineInfo) {
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
    ...(kvCacheType !== undefined && { kvCacheType }),
    versions,
  };
}
