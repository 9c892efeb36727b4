// A process in which one command after the other runs the program's own main file, each as if it were alone.

import { createRequire } from "node:module";
import { sep } from "node:path";

const main = process.argv[2];
const loaded = createRequire(import.meta.url).cache;
let commands = 0;

for (const stream of [process.stdout, process.stderr]) stream.setMaxListeners(0);

process.on("message", async ({ args, env }) => {
  const before = { ...process.env };
  const output = { stdout: "", stderr: "" };
  Object.assign(process.env, env);
  for (const name of ["stdout", "stderr"]) process[name].write = keepIn(output, name);
  process.argv = [process.argv[0], main, ...args];
  process.exitCode = undefined;
  // A config may have been edited since.
  for (const path of Object.keys(loaded)) if (path.startsWith(process.cwd() + sep)) delete loaded[path];
  commands += 1;
  // A module of its own each time; what it imports stays loaded.
  await import(`${main}?${commands}`);
  const code = process.exitCode ?? 0;
  process.exitCode = undefined;
  for (const name of Object.keys(env)) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  process.send({ code, ...output });
});

function keepIn(output, name) {
  return (chunk, ...rest) => {
    output[name] += String(chunk);
    rest.find((each) => typeof each === "function")?.();
    return true;
  };
}
