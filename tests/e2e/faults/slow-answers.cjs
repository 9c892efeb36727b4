// Preloaded into a real run (NODE_OPTIONS --require): with OC_SLOW_ANSWERS set, the inference process passes messages on only so many
// milliseconds after its workers sent them, as it may on a machine that is busy: answers of its last moments are lost when it dies.

const { isMainThread } = require("node:worker_threads");

const delay = Number(process.env.OC_SLOW_ANSWERS ?? 0);
if (delay > 0 && isMainThread && process.send !== undefined) {
  const send = process.send.bind(process);
  process.send = (...args) => {
    setTimeout(() => send(...args), delay); // messages of equal delay keep their order
    return true;
  };
}
