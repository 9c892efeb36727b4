// A report as a run makes it, and a web server that stands for a bot's.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ReportedEvent, StatusEvent } from "../../../src/run/status/status-event.ts";

export function statusEvent(event: ReportedEvent): StatusEvent {
  const names = { models: ["tiny"], datasets: ["siqa", "gsm8k"] };
  const run = { workspace: "/runs/20260220_120000", timestamp: "20260220_120000", mode: "all" as const, host: "lab" };
  return { ...run, ...names, time: "2026-02-20T12:00:00.000Z", ...event };
}

export interface Received {
  method: string | undefined;
  path: string | undefined;
  type: string | undefined;
  body: { msg_type: string; content: { text: string } };
}

/** @param answer Status and body of every response; undefined: it never answers. */
export async function startReceiver(answer: { status: number; body: string; location?: string } | undefined) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      text += chunk;
    });
    request.on("end", () => {
      const type = request.headers["content-type"];
      received.push({ method: request.method, path: request.url, type, body: JSON.parse(text) as Received["body"] });
      if (answer === undefined) return;
      response.writeHead(answer.status, answer.location === undefined ? {} : { location: answer.location });
      response.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    received,
    url: `http://127.0.0.1:${port}/open-apis/bot/v2/hook/5ecret-1d`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
