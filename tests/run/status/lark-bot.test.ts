// The request is a real one, to a server of the test: Lark's own cannot be reached from a test.

import { expect, test } from "vitest";
import { createLarkBot, larkMessage } from "../../../src/run/status/lark-bot.ts";
import { errorOf } from "../error-of.ts";
import { startReceiver, statusEvent } from "./targets.ts";

const start = statusEvent({ event: "start" });

test("a report is posted as a text message in Lark's form", async () => {
  const receiver = await startReceiver({ status: 200, body: '{"code":0,"msg":"success","data":{}}' });
  try {
    await createLarkBot(receiver.url).send(start);
    expect(receiver.received).toEqual([
      {
        method: "POST",
        path: "/open-apis/bot/v2/hook/5ecret-1d",
        type: "application/json; charset=utf-8",
        body: {
          msg_type: "text",
          content: {
            text: "oc-local on lab: started 2 tasks\nmodels: tiny\ndatasets: siqa, gsm8k\n/runs/20260220_120000",
          },
        },
      },
    ]);
  } finally {
    receiver.close();
  }
});

test.each([
  [
    { status: 200, body: '{"code":19024,"msg":"Key Words Not Found"}' },
    "with status 200: Key Words Not Found (code 19024)",
  ],
  [{ status: 404, body: "no such page" }, "with status 404: no such page"],
])("a refusal is told: %j", async (answer, told) => {
  const receiver = await startReceiver(answer);
  try {
    const { code, message } = await errorOf(() => createLarkBot(receiver.url).send(start));
    expect([code, message]).toEqual(["HOOK", `refused the message ${told}`]);
  } finally {
    receiver.close();
  }
});

test("a message is not sent on to where the address was moved", async () => {
  const elsewhere = await startReceiver({ status: 200, body: "{}" });
  const receiver = await startReceiver({ status: 307, body: "", location: elsewhere.url });
  try {
    expect((await errorOf(() => createLarkBot(receiver.url).send(start))).message).toMatch(
      /^cannot be reached: .*redirect/,
    );
    expect(elsewhere.received).toEqual([]);
  } finally {
    receiver.close();
    elsewhere.close();
  }
});

test("a bot that cannot be reached or does not answer is told without its address", async () => {
  const receiver = await startReceiver(undefined);
  const silent = await errorOf(() => createLarkBot(receiver.url, 200).send(start));
  receiver.close();
  const closed = await errorOf(() => createLarkBot(receiver.url).send(start));
  expect(silent.message).toMatch(/^cannot be reached: .*timeout/);
  expect(closed.message).toMatch(/^cannot be reached: .*ECONNREFUSED/);
  for (const { message } of [silent, closed]) expect(message).not.toContain("5ecret");
});

test("what is no web address is refused without showing it", async () => {
  for (const url of ["5ecret-1d", "file:///etc/5ecret"]) {
    const { code, message } = await errorOf(() => createLarkBot(url));
    expect([code, message]).toEqual(["CONFIG", "the address of the Lark bot is no http or https URL"]);
  }
});

test("messages name what failed and how the run ended, at most ten tasks by name", () => {
  const affected = { failed: 1, unanswered: 2, of: 9, first: [4] };
  const failed = Array.from({ length: 12 }, (_, i) => ({
    model: "tiny",
    dataset: `d${i}`,
    reason: "no room\nmore",
    affected,
  }));
  const texts = [
    statusEvent({ event: "task-failed", failed: failed.slice(0, 1) }),
    statusEvent({ event: "end", result: "failed", seconds: 200, failed }),
    statusEvent({ event: "end", result: "crash", seconds: 2, failed: [], error: "disk full" }),
    statusEvent({
      event: "end",
      result: "ok",
      seconds: 2,
      failed: [],
      summary: { txt: "t", csv: "c", md: "/runs/s.md" },
    }),
  ].map((event) => (larkMessage(event) as { content: { text: string } }).content.text);
  expect(texts.join("\n\n")).toMatchInlineSnapshot(`
    "oc-local on lab: 1 task failed
    tiny / d0: no room [1 failed (4), 2 unanswered of 9]
    /runs/20260220_120000

    oc-local on lab: finished with failures after 3 min 20 s; 12 of 2 tasks failed
    tiny / d0: no room [1 failed (4), 2 unanswered of 9]
    tiny / d1: no room [1 failed (4), 2 unanswered of 9]
    tiny / d2: no room [1 failed (4), 2 unanswered of 9]
    tiny / d3: no room [1 failed (4), 2 unanswered of 9]
    tiny / d4: no room [1 failed (4), 2 unanswered of 9]
    tiny / d5: no room [1 failed (4), 2 unanswered of 9]
    tiny / d6: no room [1 failed (4), 2 unanswered of 9]
    tiny / d7: no room [1 failed (4), 2 unanswered of 9]
    tiny / d8: no room [1 failed (4), 2 unanswered of 9]
    tiny / d9: no room [1 failed (4), 2 unanswered of 9]
    and 2 more
    /runs/20260220_120000

    oc-local on lab: broke down after 2.0 s
    disk full
    /runs/20260220_120000

    oc-local on lab: finished after 2.0 s
    /runs/s.md"
  `);
});
