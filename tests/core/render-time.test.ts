import { expect, test } from "vitest";
import { formatRenderTime, parseRenderTime, renderTimeOf } from "../../src/core/render-time.ts";

test("a time keeps its wall clock and its distance from UTC", () => {
  const time = parseRenderTime("2024-07-26T09:30:05+02:00");
  expect(time).toEqual({ wallMs: Date.UTC(2024, 6, 26, 9, 30, 5), offsetMinutes: 120 });
  expect(time && formatRenderTime(time)).toBe("2024-07-26T09:30:05+02:00");
  expect(formatRenderTime({ wallMs: Date.UTC(2024, 0, 1), offsetMinutes: -570 })).toBe("2024-01-01T00:00:00-09:30");
});

test("a date is midnight, seconds can be left out", () => {
  expect(parseRenderTime("2024-07-26")?.wallMs).toBe(Date.UTC(2024, 6, 26));
  expect(parseRenderTime("2024-07-26 09:30")?.wallMs).toBe(Date.UTC(2024, 6, 26, 9, 30));
});

test.each(["2024-02-30", "26.07.2024", "2024-07-26T25:00", "yesterday", "", "2024-07-26T09:30+30:00"])(
  "%j is no date",
  (text) => {
    expect(parseRenderTime(text)).toBeNull();
  },
);

test("now is read back as the same moment", () => {
  const now = new Date();
  const time = parseRenderTime(formatRenderTime(renderTimeOf(now)));
  expect((time?.wallMs ?? 0) - (time?.offsetMinutes ?? 0) * 60_000).toBe(Math.floor(now.getTime() / 1000) * 1000);
});
