// Ends the process in the middle of something.

import { clear, createContext, longBatch, openModel } from "./steps.mjs";

const args = process.argv.slice(2);
const how = args[3];
const { library, model, params } = await openModel(args);

if (how === "loading") {
  for (let i = 0; i < 3; i++) void library.loadModel(args[2], params);
  process.exit(7);
}
if (how === "creating") {
  void createContext(model);
  process.exit(7);
}

const context = await createContext(model);
const sampler = context.createSampler({ temperature: 1, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1.1, seed: 1 });
sampler.accept(Int32Array.of(1, 2, 3));

if (how === "idle") process.exitCode = 7; // nothing is closed: the end of the program does it
if (how === "exit") {
  void context.step(longBatch());
  setTimeout(() => process.exit(7), Number(args[4]));
}
if (how === "throw") {
  void context.step(longBatch());
  setTimeout(() => {
    throw new Error("on purpose");
  }, 20);
}
if (how === "closing") {
  void context.step(longBatch());
  void context.close();
  process.exit(7);
}
if (how === "dropped") {
  // Contexts and models that nobody closed are collected, also with others still in use.
  for (let i = 0; i < 10; i++) {
    const other = await openModel(args);
    const dropped = await createContext(other.model);
    await dropped.step(longBatch(50));
    await context.step(longBatch(20));
    context.edit(clear);
    globalThis.gc();
    await new Promise(setImmediate);
  }
  process.exitCode = 7;
}
