// What to do about text that is not JSON: the forms in which rows are often saved by mistake, each with a command that makes
// JSON of it. Python's own json writes the result, so that long integers and NaN stay what they are.

import { badString, type JsonError, openString, textEnd } from "./json-error.ts";
import { bothHalves } from "./lone-surrogate.ts";
import { rewriteCommand } from "./rewrite-command.ts";

const read = "sys.stdin.read().strip(chr(65279))";

/** For a file that is one document. */
export function documentHint(path: string, error: JsonError): string {
  if (!isPythonRepr(error))
    return isCut(error) ? "the file is cut short: complete it, or get it again" : placeHint(error);
  const code = `import ast,json,sys; print(json.dumps(ast.literal_eval(${read})))`;
  return `${pythonRepr}: ${rewriteCommand(path, python(code))}`;
}

/** For a line of a file that holds one object a line. */
export function lineHint(path: string, error: JsonError, place: { line: number; isLast: boolean }): string {
  const { expected, found } = error;
  if (isPythonRepr(error)) {
    const code = `import ast,json,sys; [print(json.dumps(ast.literal_eval(line))) for line in ${read}.split(chr(10)) if line]`;
    return `${pythonRepr}: ${rewriteCommand(path, python(code))}`;
  }
  if (expected === "nothing more" && found === '","')
    return `no comma stands between the lines of such a file; delete them: ${rewriteCommand(path, "sed -E 's/,[[:space:]]*$//'")}`;
  if (expected === "nothing more") return "begin a new line behind each object";
  if (isCut(error) && place.isLast) return `line ${place.line} is cut short: complete or delete it`;
  return found !== textEnd
    ? placeHint(error)
    : `an object stands on one line as a whole; jq writes it so: ${rewriteCommand(path, "jq -c .")}`;
}

/** For a JSON Lines file that is one list. */
export function listHint(path: string): string {
  const code = `import json,sys; [print(json.dumps(row)) for row in json.loads(${read})]`;
  return `write one row a line: ${rewriteCommand(path, python(code))}`;
}

function isCut({ found }: JsonError): boolean {
  return found === textEnd || found.startsWith(openString);
}

/** What to change where it stands. */
function placeHint({ expected, found }: JsonError): string {
  if (expected === bothHalves) return "write both halves, as in \\ud83d\\ude00, or delete the one";
  if (found.startsWith(openString)) return 'close the string with "; a quote inside it is written \\"';
  if (found.startsWith(badString)) return "write a backslash as \\\\, a line break as \\n, a tab as \\t";
  return "correct the text there, or get the file from its source again";
}

const pythonRepr = "this is how Python prints values; json.dumps writes JSON";

function isPythonRepr({ expected, found }: JsonError): boolean {
  return /^"(?:'|True\b|False\b|None\b)/.test(found) && /value|key/.test(expected);
}

function python(code: string): string {
  return `PYTHONUTF8=1 python3 -c '${code}'`;
}
