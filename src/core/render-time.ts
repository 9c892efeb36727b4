// The time that chat templates are told: one for all of a run, kept as text with the offset from UTC so that every process
// and machine of the run writes the same date.

export interface RenderTime {
  /** Local wall clock time, in milliseconds as if it were UTC. */
  wallMs: number;
  /** Minutes that local time is ahead of UTC. */
  offsetMinutes: number;
}

/** Whole seconds, in the time zone of this machine. */
export function renderTimeOf(date: Date): RenderTime {
  const offsetMinutes = -date.getTimezoneOffset();
  return { wallMs: Math.floor(date.getTime() / 1000) * 1000 + offsetMinutes * 60_000, offsetMinutes };
}

const form = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?)?(Z|[+-]\d{2}:\d{2})?$/;

/** What a date looks like, for messages. */
export const renderTimeForm = "2024-07-26, or with the time of day 2024-07-26T09:30";

/** "2024-07-26", "2024-07-26T09:30" or "2024-07-26T09:30:05+02:00"; null for what is no date. */
export function parseRenderTime(text: string): RenderTime | null {
  const [, day = "", clock = "00:00", seconds = ":00", offset] = form.exec(text) ?? [];
  const wall = `${day}T${clock}${seconds}`;
  const wallMs = Date.parse(`${wall}Z`);
  // Date.parse takes 30 February for the first of March.
  if (Number.isNaN(wallMs) || new Date(wallMs).toISOString().slice(0, 19) !== wall) return null;
  const offsetMinutes = offset === undefined ? -new Date(wall).getTimezoneOffset() : minutesOf(offset);
  return Math.abs(offsetMinutes) < 24 * 60 ? { wallMs, offsetMinutes } : null;
}

function minutesOf(offset: string): number {
  if (offset === "Z") return 0;
  const [hours, minutes] = offset.slice(1).split(":").map(Number) as [number, number];
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

/** "2024-07-26T09:30:05+02:00" */
export function formatRenderTime({ wallMs, offsetMinutes }: RenderTime): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const ahead = Math.abs(offsetMinutes);
  const offset = `${offsetMinutes < 0 ? "-" : "+"}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
  return new Date(wallMs).toISOString().slice(0, 19) + offset;
}
