// Preloaded into a real run (NODE_OPTIONS --require): counts the rows that workers have computed, whether or not their answers were
// stored. OC_ANSWERED: path of a file that gets a line "dataset row" for each, written before the answer is sent.

const { openSync, writeSync } = require("node:fs");
const { isMainThread, MessagePort } = require("node:worker_threads");

const path = process.env.OC_ANSWERED;
if (path !== undefined && !isMainThread) {
  const file = openSync(path, "a");
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (message, ...rest) {
    if (message?.type === "row") writeSync(file, `${message.dataset} ${message.record.row}\n`);
    return postMessage.call(this, message, ...rest);
  };
}
