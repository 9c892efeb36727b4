// The functions of a template's own: Jinja2's, and those that transformers adds.

import type { RenderTime } from "../../core/render-time.ts";
import { asInteger, asText, bind } from "./arguments.ts";
import { fromKeys } from "./container-methods.ts";
import { Dict } from "./dict.ts";
import { iterate } from "./sequences.ts";
import { formatTime } from "./strftime.ts";
import { str } from "./text.ts";
import {
  type Call,
  Callable,
  Iter,
  Namespace,
  PythonError,
  Range,
  typeName,
  UnsupportedError,
  type Value,
} from "./values.ts";

/** @param now Asked where a template wants the date. */
export function globals(now: () => RenderTime): Map<string, Value> {
  return new Map<string, Value>([
    ["range", new Callable(range)],
    ["dict", new Callable(dict, { attributes: new Map([["fromkeys", new Callable(fromKeys)]]) })],
    ["namespace", new Callable(namespace, { typeName: "type" })],
    ["cycler", new Callable(cycler)],
    ["joiner", new Callable(joiner)],
    ["self", new Iter([], "TemplateReference")],
    ["lipsum", new Callable(() => refuse("lipsum() (random text)"))],
    [
      "raise_exception",
      new Callable((call) => {
        throw new PythonError("TemplateError", str(bind(call, "raise_exception", ["message"])[0] as Value));
      }),
    ],
    [
      "strftime_now",
      new Callable((call) => {
        const [format] = bind(call, "strftime_now", ["format"]);
        return formatTime(now(), asText(format, "strftime() argument 1"));
      }),
    ],
  ]);
}

function refuse(what: string): never {
  throw new UnsupportedError(what);
}

const longestRange = 100_000;

function range(call: Call): Value {
  if (call.args.length === 0 || call.args.length > 3 || call.kwargs.size > 0)
    throw new PythonError("TypeError", `range expected 1 to 3 arguments, got ${call.args.length}`);
  const numbers = call.args.map(asInteger);
  const [start, stop] = numbers.length === 1 ? [0, numbers[0] as number] : (numbers as [number, number]);
  const step = numbers[2] ?? 1;
  if (step === 0) throw new PythonError("ValueError", "range() arg 3 must not be zero");
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (length > longestRange)
    throw new PythonError(
      "OverflowError",
      `Range too big. The sandbox blocks ranges larger than MAX_RANGE (${longestRange}).`,
    );
  return new Range(BigInt(start), BigInt(step), length);
}

function dict(call: Call): Dict {
  return new Dict([...pairs(call, "dict"), ...call.kwargs]);
}

function* pairs({ args }: Call, name: string): Generator<readonly [Value, Value]> {
  const [source, ...more] = args;
  if (more.length > 0) throw new PythonError("TypeError", `${name} expected at most 1 argument, got ${args.length}`);
  if (source === undefined) return;
  if (source instanceof Dict) return yield* source.entries();
  for (const item of iterate(source)) {
    const pair = [...iterate(item)];
    if (pair.length !== 2)
      throw new PythonError(
        "ValueError",
        `dictionary update sequence element has length ${pair.length}; 2 is required`,
      );
    yield pair as [Value, Value];
  }
}

function namespace(call: Call): Namespace {
  const attributes = new Map<string, Value>();
  for (const [key, value] of dict(call).entries()) {
    if (typeof key !== "string") return refuse(`a namespace with a key of type ${typeName(key)}`);
    attributes.set(key, value);
  }
  return new Namespace(attributes);
}

function cycler({ args }: Call): Value {
  if (args.length === 0) throw new PythonError("RuntimeError", "at least one item has to be provided");
  let at = 0;
  const state = new Namespace(new Map());
  const show = () => state.attributes.set("current", args[at] as Value);
  const step = (place: number, result: Value): Value => {
    at = place % args.length;
    show();
    return result;
  };
  state.attributes.set("next", new Callable(() => step(at + 1, args[at] as Value)));
  state.attributes.set("reset", new Callable(() => step(0, null)));
  show();
  return state;
}

function joiner(call: Call): Value {
  const [separator = ", "] = bind(call, "joiner", ["sep?"]);
  let isUsed = false;
  return new Callable(() => {
    const text = isUsed ? separator : "";
    isUsed = true;
    return text;
  });
}
