// One model scored and continued in a process of its own, for its peak memory.
//
// node memory-child.mjs <engine module> <file that holds options, score requests and generate requests as JSON>

import { readFileSync } from "node:fs";

const [, , module, file] = process.argv;
const { open } = await import(module);
const { options, scored, generated } = JSON.parse(readFileSync(file, "utf8"));
const before = process.memoryUsage().rss;
const engine = await open(options);
async function* flow(requests) {
  for (const request of requests) yield { ...request, tokens: Int32Array.from(request.tokens) };
}
for await (const _ of engine.score(flow(scored)));
for await (const _ of engine.generate(flow(generated)));
const peak = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify({ peak, added: peak - before, planned: engine.info.memory.total }));
await engine.close();
