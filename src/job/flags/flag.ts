// What a flag is: a row of a table that --help, the request of a run, contradictions, the lists of settings and the table in
// docs/configs.md are made from. Rows are plain data, so that --help loads nothing else.

import type { ModelInput } from "../../config/model-schema.ts";
import type { Invocation, RunOptions } from "../invocation.ts";

/** What flags ask for. */
interface Request extends Invocation {
  /** Settings of every model. */
  model: ModelInput;
  run: RunOptions;
}

export interface Flag {
  /** "<rows>", "<names...>" for several, "[folder]" where it may be left out; absent: the flag stands alone. */
  argument?: `<${string}>` | `[${string}]`;
  /** Of --help. */
  text: string;
  short?: `-${string}`;
  /** Messages call it by its short name. */
  isCalledShort?: true;
  /** What its value has to be: a kind, or one of several words. @default "text" */
  takes?: keyof Kinds | readonly string[];
  /** Values are collected where the flag is repeated, each time with one. */
  repeats?: true;
  default?: string | number;
  isHidden?: true;
  /** Path in `Request` where the value goes; null: the command reads it. @default the field of its name (`placedIn`) */
  to?: string | null;
  /** The flag that it is another name of. */
  sameAs?: string;
  /** What runs leave it without effect, which is said. */
  idle?: readonly Course[];
  contradicts?: readonly Contradiction[];
  /** The flag without which it means nothing, and why. */
  needs?: { flag: string; why: string; hint: string };
}

export type FlagTable = Readonly<Record<string, Flag>>;

/** What a value of each kind is for those who read the flags. */
interface Kinds extends Record<"text" | "anyText" | "path" | "date" | keyof Converted, string> {
  count: number;
  positive: number;
  integer: number;
  nats: number;
  batchSize: number | "auto";
}

/** Kinds whose value the request has in another form. Where they are pairs, key=value, a schema checks them. */
export interface Converted {
  /** Each is named once. */
  names: string[];
  tags: NonNullable<ModelInput["thinkingTags"]>;
  /** Texts in which a line end or a tab may be written \\n or \\t. */
  stops: string[];
  /** A stored run, by its timestamp or "latest". */
  run: string;
  cache: string;
  adapters: NonNullable<ModelInput["adapters"]>;
  variables: NonNullable<ModelInput["chatTemplateKwargs"]>;
  generation: NonNullable<ModelInput["generation"]>;
  placement: NonNullable<ModelInput["placement"]>;
  tokenizer: NonNullable<ModelInput["tokenizerOptions"]>;
  adapterOptions: NonNullable<ModelInput["placement"]>;
}

/** A run without some of its stages, or one that computes nothing. */
export type Course = "infer" | "eval" | "viz" | "dry-run";

/** Flags that cannot be meant together; it stands at the one that is named first. */
export type Contradiction = {
  /** Any of these others. */
  with: string | readonly string[];
  /** Of this flag; absent: any value. */
  when?: Condition;
  /** Of the other. */
  and?: Condition;
} & (
  | { /** "a and b contradict each other: why" */ why: string | ((own: FlagValue, other: FlagValue) => string) }
  | { /** The whole of it. */ message: string }
);

/** Values, with which the flag is named; or a test, which may return what the flag is named with. */
export type Condition = readonly (string | number)[] | ((value: FlagValue, first: FlagValue) => boolean | string);

export type FlagValue = string | number | boolean | readonly string[];

/** What commander delivers. */
export type FlagValues<Table extends FlagTable> = {
  -readonly [Name in keyof Table as Table[Name] extends { default: unknown } ? Name : never]: ValueOf<Table[Name]>;
} & {
  -readonly [Name in keyof Table as Table[Name] extends { default: unknown } ? never : Name]?: ValueOf<Table[Name]>;
};

type ValueOf<Row> = Row extends { repeats: true } | { argument: `${string}...>` }
  ? ItemOf<Row>[]
  : Row extends { argument: infer Argument }
    ? ItemOf<Row> | (Argument extends `[${string}` ? true : never)
    : boolean;

type ItemOf<Row> = Row extends { takes: infer Kind }
  ? Kind extends keyof Kinds
    ? Kinds[Kind]
    : Kind extends readonly (infer Word)[]
      ? Word
      : never
  : string;

/** What the request is given for it. */
type SentOf<Row> = Row extends { takes: infer Kind extends keyof Converted }
  ? Converted[Kind]
  : Row extends { argument: string }
    ? ValueOf<Row>
    : true;

type At<Fields, Path> = Path extends `${infer Key extends keyof Fields & string}.${infer Rest}`
  ? At<NonNullable<Fields[Key]>, Rest>
  : Path extends keyof Fields
    ? Fields[Path]
    : never;

/** Flags whose values their fields do not take: none. */
export type Misfits<Table extends FlagTable> = {
  [Name in keyof Table]: Table[Name] extends { to: infer P extends string }
    ? SentOf<Table[Name]> extends At<Request, P>
      ? never
      : Name
    : never;
}[keyof Table];

/** Rows that name no place go to the field of their name in a part of the request. */
export function placedIn<Part extends "" | "model." | "run.", Table extends FlagTable>(part: Part, table: Table) {
  const rows = Object.entries(table).map(([name, flag]) => [name, { to: `${part}${name}`, ...flag }]);
  return Object.fromEntries(rows) as {
    [Name in keyof Table & string]: Table[Name] extends { to: unknown }
      ? Table[Name]
      : Table[Name] & { to: `${Part}${Name}` };
  };
}

/** The rows of all groups. */
export function ungrouped<Groups extends Record<string, FlagTable>>(groups: Groups) {
  return Object.assign({}, ...Object.values(groups)) as Together<Groups[keyof Groups]>;
}

/** A union of tables as one table. */
export type Together<Tables> = (Tables extends unknown ? (table: Tables) => void : never) extends (
  table: infer All extends FlagTable,
) => void
  ? All
  : never;

/** "maxOutLen" is written --max-out-len. */
export function longName(name: string): `--${string}` {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
