// Runs commands of oc-local one after the other in this process, as its parent sends them: a process of its own for each would
// cost half a second of computing. The command line itself is loaded anew each time; what it imports is not.
//
// node limited-process.mjs <dist/src/cli/main.js>

import { pathToFileURL } from "node:url";

const [, , main] = process.argv;
const url = pathToFileURL(main).href;
let count = 0;

process.on("message", async ({ args, cwd, env }) => {
  process.chdir(cwd);
  Object.assign(process.env, env);
  process.argv = [process.execPath, main, ...args];
  process.exitCode = undefined;
  await import(`${url}?${++count}`);
  const code = process.exitCode ?? 0;
  process.exitCode = undefined;
  // Each command adds its own.
  for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners("error");
  process.send({ code });
});
