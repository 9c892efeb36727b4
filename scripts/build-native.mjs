// Compiles native/ into build/native/oc_llama.node with the C++ compiler: no cmake, node-gyp or Python. The headers of
// llama.cpp come from the release that node-llama-cpp carries as a git bundle. Nothing is compiled again while sources,
// headers and flags are the same.
//
//   node scripts/build-native.mjs             exit code 1 where it cannot be built
//   node scripts/build-native.mjs --install   exit code 0 also there: the portable engine is used instead; says what ONNX lacks

import { readFileSync } from "node:fs";
import { buildAddon, outputPath } from "./native/compile.mjs";
import { onnxNote } from "./native/onnx-note.mjs";
import { BuildProblem } from "./native/problem.mjs";

const isInstall = process.argv.includes("--install");
const portable = "GGUF models will run on the slower portable engine.";

try {
  const { built } = buildAddon({ output: outputPath });
  console.log(built ? `native engine: built ${outputPath}` : "native engine: up to date");
} catch (problem) {
  // An installation does not fail for want of a compiler, nor in a folder that cannot be written.
  if (!(problem instanceof BuildProblem) && !isInstall) throw problem;
  console.error(`native engine: not built, ${problem.message}. ${portable}`);
  if (!isInstall && problem.logPath !== undefined) console.error(readFileSync(problem.logPath, "utf8"));
  process.exitCode = isInstall ? 0 : 1;
}

const note = isInstall ? onnxNote(process.env) : undefined;
if (note !== undefined) console.error(note);
