// Preloaded into a real run (NODE_OPTIONS --require): makes the native addon's own step fail where a marked text is computed.
// OC_FAULT is JSON: { action, marker, once, room, pace }. `marker`: text that has to be in the batch. `once`: path of a file; the fault
// happens only while it does not exist. `pace`: milliseconds that every other step waits in the process where it has happened: what
// goes on beside it goes on for long. The action "no-memory" leaves the process so many bytes (`room`) of address space while a
// context is created: llama.cpp's own allocations fail.

const { execFileSync } = require("node:child_process");
const { existsSync, readFileSync, writeFileSync } = require("node:fs");

const actions = {
  abort: () => {
    process.kill(process.pid, "SIGABRT"); // process.abort() is refused in worker threads
    for (;;);
  },
  segfault: () => {
    process.kill(process.pid, "SIGSEGV");
    for (;;); // the signal is on its way
  },
  hang: () => {
    for (;;);
  },
  // As the addon says it where llama_decode finds no memory (native/context_step.h).
  "no-memory-in-step": () => {
    throw Object.assign(new Error("llama_decode returned -2 (made up by a test): out of memory"), {
      code: "NO_MEMORY",
    });
  },
};

const fault = process.env.OC_FAULT === undefined ? undefined : JSON.parse(process.env.OC_FAULT);
if (fault !== undefined) replace(process, "dlopen", wrapAddon);

function wrapAddon(module) {
  if (module.exports.openLibrary === undefined) return;
  module.exports = { ...module.exports }; // a copy whose members can be replaced
  replace(module.exports, "openLibrary", (_, library) => {
    replace(library, "loadModel", async (_, loading) => {
      const model = await loading;
      if (fault.action === "no-memory") return limitMemoryOf(model);
      replace(model, "createContext", async (_, creating) => wrapContext(await creating, model));
    });
  });
}

function wrapContext(context, model) {
  const step = context.step.bind(context);
  define(context, "step", async (batch) => {
    if (model.detokenize(batch.tokens, true).includes(fault.marker) && isDue()) actions[fault.action]();
    if (fault.pace !== undefined && hasHappenedHere()) await new Promise((done) => setTimeout(done, fault.pace));
    return step(batch);
  });
}

function limitMemoryOf(model) {
  const createContext = model.createContext.bind(model);
  define(model, "createContext", async (params) => {
    if (!isDue()) return createContext(params);
    const used = 1024 * Number(/^VmSize:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8"))[1]);
    setAddressSpace(String(used + fault.room));
    try {
      return await createContext(params);
    } finally {
      setAddressSpace("unlimited");
    }
  });
}

/** The soft limit alone: it can be lifted again. */
function setAddressSpace(limit) {
  execFileSync("prlimit", ["--pid", String(process.pid), `--as=${limit}:`]);
}

/** Calls the original, then `after(first argument, result)`; the caller gets the result when `after` is done with it. */
function replace(object, name, after) {
  const original = object[name].bind(object);
  define(object, name, (...args) => {
    const result = original(...args);
    const done = after(args[0], result);
    return done instanceof Promise ? done.then(() => result) : result;
  });
}

/** The addon's methods cannot be assigned to. */
function define(object, name, value) {
  Object.defineProperty(object, name, { value, configurable: true });
}

function isDue() {
  if (fault.once === undefined) return true;
  try {
    writeFileSync(fault.once, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function hasHappenedHere() {
  return existsSync(fault.once) && readFileSync(fault.once, "utf8") === String(process.pid);
}
