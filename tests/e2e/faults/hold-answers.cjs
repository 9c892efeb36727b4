// Preloaded into a real run (NODE_OPTIONS --require): its workers send answers only as far as a test allows.
// OC_ALLOWED_ANSWERS: path of a file with the number that each worker may send in all. A worker that may send no more stands still,
// for ten minutes at most: a test that was broken off allows nothing any more.

const { readFileSync } = require("node:fs");
const { isMainThread, MessagePort } = require("node:worker_threads");

const path = process.env.OC_ALLOWED_ANSWERS;
if (path !== undefined && !isMainThread) {
  const asleep = new Int32Array(new SharedArrayBuffer(4));
  const { postMessage } = MessagePort.prototype;
  let sent = 0;
  MessagePort.prototype.postMessage = function (message, ...rest) {
    if (message?.type === "row") {
      const end = Date.now() + 600_000;
      while (sent >= Number(readFileSync(path, "utf8"))) {
        if (Date.now() > end) throw new Error(`${path} allows no more answers`);
        Atomics.wait(asleep, 0, 0, 20);
      }
      sent += 1;
    }
    return postMessage.call(this, message, ...rest);
  };
}
