// Preloaded into a real run (NODE_OPTIONS --require) to make its inference process lose answers on their way to the supervisor.
//
// OC_SLOW_ANSWERS: it passes messages on only so many milliseconds after its workers sent them, as it may on a machine that is busy:
// answers of its last moments are lost when it dies. OC_LOST_ROW: the answer of this row is never passed on.

const { isMainThread } = require("node:worker_threads");

const delay = Number(process.env.OC_SLOW_ANSWERS ?? 0);
const lost = process.env.OC_LOST_ROW;
if (isMainThread && process.send !== undefined && (delay > 0 || lost !== undefined)) {
  const send = process.send.bind(process);
  process.send = (message, ...rest) => {
    const isLost = message?.type === "row" && String(message.record.row) === lost;
    if (!isLost) setTimeout(() => send(message, ...rest), delay); // messages of equal delay keep their order
    return true;
  };
}
