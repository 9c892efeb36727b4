// YAML as data: no tags that make anything else, no key twice, places by line and column.

import { type Document, parseDocument } from "yaml";
import { errorMessage, OcLocalError } from "../core/errors.ts";

export function readYaml(text: string, origin: string): unknown {
  const document = parseDocument(text, { merge: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem === undefined) return plainValue(document, origin);
  const [{ line, col } = { line: 1, col: 1 }] = problem.linePos ?? [];
  const [first = ""] = problem.message.split(/ at line \d+, column \d+|\n/);
  throw new OcLocalError("CONFIG", `${origin}:${line}:${col}: not valid YAML: ${first}`, {
    hint: "correct the text there; a text that begins with a mark of YAML's stands in quotes",
    cause: problem,
  });
}

/** Anchors may point at what holds them, or multiply. */
function plainValue(document: Document, origin: string): unknown {
  try {
    const value: unknown = document.toJS();
    JSON.stringify(value);
    return value;
  } catch (error) {
    const [first = ""] = errorMessage(error).split("\n");
    throw new OcLocalError("CONFIG", `${origin}: its anchors make no finite value: ${first}`, {
      hint: "write the value out where the alias stands",
      cause: error,
    });
  }
}
