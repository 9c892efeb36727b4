// The program of a process that reads models: it opens files, and answers questions on datasets that it opens by itself.

import { type Answer, serve } from "../../apart/serve.ts";
import { openModelFile } from "../../plan/model-files.ts";
import { modelOfPath } from "../../plan/model-place/model-of-path.ts";
import { type Answering, type ModelQuestion, modelQuestions } from "./model-questions.ts";
import type { SentHint, SentQuestion } from "./model-reader.ts";
import { openNamed } from "./named-datasets.ts";

type OpenArgs = Parameters<typeof openModelFile>;
type OnDatasets = (about: unknown, args: unknown, answering: Answering) => Promise<unknown>;

const ofPath: Answer = ({ path, cwd }: { path: string; cwd: string }, { begin }) => {
  begin();
  return modelOfPath(path, cwd);
};

const open: Answer = (
  { entry, folders, context }: { entry: OpenArgs[0]; folders: OpenArgs[1]; context: OpenArgs[2] },
  { begin },
) => {
  begin();
  return openModelFile(entry, folders, context);
};

const onDatasets =
  (name: ModelQuestion): Answer =>
  async ({ source, about, args }: SentQuestion, { begin, tell }) => {
    const datasets = await openNamed(source, about.datasets);
    begin();
    return (modelQuestions[name] as unknown as OnDatasets)({ ...about, datasets }, args, { onEvent: tell });
  };

const openHinted: Answer = ({ source, datasets }: SentHint) => openNamed(source, datasets);

const names = Object.keys(modelQuestions) as ModelQuestion[];

serve({ ofPath, open, openNamed: openHinted, ...Object.fromEntries(names.map((name) => [name, onDatasets(name)])) });
