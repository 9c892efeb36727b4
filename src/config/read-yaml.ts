// YAML as data: no tags that make anything else, no key twice, places by line and column.

import { parseDocument } from "yaml";
import { OcLocalError } from "../core/errors.ts";

export function readYaml(text: string, origin: string): unknown {
  const document = parseDocument(text, { prettyErrors: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem === undefined) return document.toJS();
  const [{ line, col } = { line: 1, col: 1 }] = problem.linePos ?? [];
  const [first = ""] = problem.message.split(/ at line \d+, column \d+|\n/);
  throw new OcLocalError("CONFIG", `${origin}:${line}:${col}: not valid YAML: ${first}`, { cause: problem });
}
