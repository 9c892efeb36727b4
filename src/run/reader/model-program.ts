// The program of a process that reads models: it opens files, and answers questions on datasets that it opens by itself.

import { type Answer, serve } from "../../apart/serve.ts";
import { openEarly } from "../../plan/kept-vocabulary.ts";
import { openModelFile } from "../../plan/model-files.ts";
import { modelOfPath } from "../../plan/model-place/model-of-path.ts";
import type { ModelQuestion } from "../../plan/model-reader.ts";
import type { SentHint, SentQuestion } from "../open-reader.ts";
import { modelQuestions } from "./model-questions.ts";
import { openNamed } from "./named-datasets.ts";

type OpenArgs = Parameters<typeof openModelFile>;

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
  (question: ModelQuestion<never, never, unknown>): Answer =>
  async ({ source, about, args }: SentQuestion, { begin, tell }) => {
    const datasets = await openNamed(source, about.datasets);
    begin();
    // What belongs together was checked where it was asked.
    return question.answer({ ...about, datasets } as never, args as never, { onEvent: tell });
  };

const openHinted: Answer = ({ model, source, datasets }: SentHint) => {
  if (model !== undefined) openEarly(model);
  return openNamed(source, datasets);
};

const answers = modelQuestions.map((question) => [question.name, onDatasets(question)]);

serve({ ofPath, open, openNamed: openHinted, ...Object.fromEntries(answers) });
