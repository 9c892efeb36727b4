// Preloaded into a command, its processes and its threads: every error of the package that is made is written down, with the place in
// the code that made it. Names of the errors' module and of the file to write come from the environment.

import { appendFileSync } from "node:fs";

const { OC_TRACED_MODULE: module, OC_TRACE_FILE: file } = process.env;

if (module !== undefined && file !== undefined) {
  const { OcLocalError } = await import(module);
  // Its `super(...)` calls what its prototype is by then; the stack of an error begins at the caller of its own class.
  Object.setPrototypeOf(OcLocalError, tracedBy(file));
}

function tracedBy(file) {
  const made = [];
  const write = () => {
    for (const { place, error } of made.splice(0))
      appendFileSync(file, `${JSON.stringify({ place, message: error.message, hint: error.hint })}\n`);
  };
  beforeSending(write);
  return class extends Error {
    constructor(message, options) {
      super(message, options);
      const [, place] = /^ +at .*?(file:.*:\d+:\d+)/m.exec(this.stack) ?? [];
      made.push({ place, error: this });
      // The fields of the derived class are set after this constructor.
      queueMicrotask(write);
    }
  };
}

/** Whoever is told of an error may end this process at once. */
function beforeSending(write) {
  const send = process.send?.bind(process);
  if (send === undefined) return;
  process.send = (...args) => {
    write();
    return send(...args);
  };
}
