// A time as C's strftime writes it in the C locale, with glibc's flags and widths: what Python's `datetime.strftime` gives
// on Linux for a time without a time zone (`%z` and `%Z` are empty).

import type { RenderTime } from "../../core/render-time.ts";
import { requireLength, takeSteps } from "./limits.ts";

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const composites: Readonly<Record<string, string>> = {
  c: "%a %b %e %H:%M:%S %Y",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  r: "%I:%M:%S %p",
  R: "%H:%M",
  T: "%H:%M:%S",
  x: "%m/%d/%y",
  X: "%H:%M:%S",
};

// Flags, width, a modifier where the letter takes one, the letter. A width can be all that follows.
const conversion = /%([-_0^#+]*)(\d*)(?:E(?=[cCxXyY])|O(?=[deHImMSuUVwWy]))?([EO]?[\s\S]|$)/gu;

/** A conversion takes as long as so many steps of a template. */
const conversionSteps = 100;

export function formatTime(time: RenderTime, format: string): string {
  return format.replaceAll(conversion, (whole: string, flags: string, width: string, letter: string) => {
    takeSteps(conversionSteps);
    // Python itself writes microseconds and time zone, and knows the plain letter only.
    if (whole === "%f") return String((time.wallMs % 1000) * 1000).padStart(6, "0");
    if (letter === "z") return "";
    requireLength(Number(width));
    const numeric = number(time, letter);
    if (numeric !== null) return padNumber(numeric, { flags, width: Number(width) });
    const text = composites[letter] === undefined ? textOf(time, letter, flags) : formatTime(time, composites[letter]);
    // A letter that means nothing is written as it stands.
    const cased = flags.includes("^") && letter !== "P" ? (text ?? whole).toUpperCase() : (text ?? whole);
    return cased.padStart(Number(width), flags.includes("0") ? "0" : " ");
  });
}

interface Numeric {
  value: number;
  digits: number;
  /** What fills the digits where no flag says otherwise. */
  fill: string;
}

function number(time: RenderTime, letter: string): Numeric | null {
  const date = new Date(time.wallMs);
  const hour = date.getUTCHours();
  const weekday = date.getUTCDay();
  const dayOfYear = Math.floor((time.wallMs - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000);
  const week = isoWeek(date);
  const hour12 = hour % 12 || 12;
  const fields: Readonly<Record<string, [value: number, digits: number, fill?: string]>> = {
    C: [Math.floor(date.getUTCFullYear() / 100), 2],
    d: [date.getUTCDate(), 2],
    e: [date.getUTCDate(), 2, " "],
    g: [week.year % 100, 2],
    G: [week.year, 1],
    H: [hour, 2],
    I: [hour12, 2],
    j: [dayOfYear + 1, 3],
    k: [hour, 2, " "],
    l: [hour12, 2, " "],
    m: [date.getUTCMonth() + 1, 2],
    M: [date.getUTCMinutes(), 2],
    s: [Math.floor(time.wallMs / 1000) - time.offsetMinutes * 60, 1, " "],
    S: [date.getUTCSeconds(), 2],
    u: [weekday || 7, 1],
    U: [Math.floor((dayOfYear + 7 - weekday) / 7), 2],
    V: [week.number, 2],
    w: [weekday, 1],
    W: [Math.floor((dayOfYear + 7 - ((weekday + 6) % 7)) / 7), 2],
    y: [date.getUTCFullYear() % 100, 2],
    Y: [date.getUTCFullYear(), 1],
  };
  const field = Object.hasOwn(fields, letter) ? fields[letter] : undefined;
  return field === undefined ? null : { value: field[0], digits: field[1], fill: field[2] ?? "0" };
}

/** Weeks begin on Monday and belong to the year of their Thursday. */
function isoWeek(date: Date): { year: number; number: number } {
  const thursday = new Date(date);
  thursday.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const year = thursday.getUTCFullYear();
  return { year, number: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / 604_800_000) + 1 };
}

function padNumber({ value, digits, fill }: Numeric, { flags, width }: { flags: string; width: number }): string {
  const last = Array.from(flags).findLast((flag) => "-_0".includes(flag));
  if (last === "-") return String(value).padStart(width);
  const filling = last === "_" ? " " : last === "0" ? "0" : fill;
  return String(value).padStart(Math.max(digits, width), filling);
}

/** Null for a letter that means nothing. */
function textOf(time: RenderTime, letter: string, flags: string): string | null {
  const date = new Date(time.wallMs);
  const named = names(date, letter);
  if (named !== null) return flags.includes("#") ? named.toUpperCase() : named;
  const half = date.getUTCHours() < 12 ? "AM" : "PM";
  if (letter === "p") return flags.includes("#") ? half.toLowerCase() : half;
  if (letter === "P") return half.toLowerCase();
  return { n: "\n", t: "\t", "%": "%", Z: "" }[letter] ?? null;
}

function names(date: Date, letter: string): string | null {
  const day = days[date.getUTCDay()] as string;
  const month = months[date.getUTCMonth()] as string;
  return { a: day.slice(0, 3), A: day, b: month.slice(0, 3), h: month.slice(0, 3), B: month }[letter] ?? null;
}
