// Preloaded into a real run (NODE_OPTIONS --require): the inference process prints OC_PRINT as a library would.

const { isMainThread } = require("node:worker_threads");

if (process.env.OC_PRINT !== undefined && process.send !== undefined && isMainThread)
  process.stderr.write(`${process.env.OC_PRINT}\n`);
