// YAML as data: no tags that make anything else, no key twice, places by line and column.

import { type Document, LineCounter, Parser, parseDocument } from "yaml";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import { deepestJson, isDeeperThan } from "../core/json-shape.ts";
import { tooDeep } from "../core/outside-file.ts";

export function readYaml(text: string, origin: string): unknown {
  if (isDeeperThan([...new Parser().parse(text)], deepestJson * levelsOfSyntax)) throw deepYaml(origin);
  if ((text.match(alias)?.length ?? 0) > mostAliases)
    throw new OcLocalError("CONFIG", `${origin}: more than ${mostAliases} aliases`, {
      hint: "write the values out as JSON",
    });
  const lineCounter = new LineCounter();
  // Making each of many mistakes pretty takes long; one is told.
  const document = parseDocument(text, { merge: true, prettyErrors: false, lineCounter });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem === undefined) return plainValue(document, origin);
  const { line, col } = lineCounter.linePos(problem.pos[0]);
  const [first = ""] = problem.message.split("\n");
  throw new OcLocalError("CONFIG", `${origin}:${line}:${col}: not valid YAML: ${first}`, {
    hint: "correct the text there; a text that begins with a mark of YAML's stands in quotes",
    cause: problem,
  });
}

/** A list or map in the parser's tree: itself, its items, one of them. What makes values of the tree calls itself once a level. */
const levelsOfSyntax = 3;

const alias = /(?<=^|[\s,[{:-])\*[^\s*]/g;
/** Each looks through the document for its anchor. */
const mostAliases = 2000;

/** For any config. */
export const flatter = "no field of a config is nested so deep: take the value out";

function deepYaml(origin: string): OcLocalError {
  return new OcLocalError("CONFIG", `${origin}: ${tooDeep}`, { hint: flatter });
}

/** Anchors may point at what holds them, or multiply. */
function plainValue(document: Document, origin: string): unknown {
  try {
    const value: unknown = document.toJS();
    JSON.stringify(value);
    if (isDeeperThan(value)) throw deepYaml(origin);
    return value;
  } catch (error) {
    if (error instanceof OcLocalError) throw error;
    const [first = ""] = errorMessage(error).split("\n");
    throw new OcLocalError("CONFIG", `${origin}: its anchors make no finite value: ${first}`, {
      hint: "write the value out where the alias stands",
      cause: error,
    });
  }
}
