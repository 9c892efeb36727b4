// What a run is asked for, in the words of the rooms below.

export { type Invocation, type LogFormat, namesDatasets, type RunOptions } from "../job/invocation.ts";
export { defaultCacheFolder } from "../store/cache/cache-folder.ts";
