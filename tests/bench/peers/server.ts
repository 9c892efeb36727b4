// llama-server: generation over HTTP, with as many requests in flight as it has slots, on connections that are kept open.

import { type ChildProcess, spawn } from "node:child_process";
import { Agent, request } from "node:http";
import { createServer } from "node:net";
import type { Figures, Side } from "../compare.ts";
import { Peer } from "../peers.ts";
import type { Setup } from "../setup.ts";
import { type GenerationJob, totalTokens } from "../workloads/generation.ts";
import { limitOf } from "./command.ts";
import { Unavailable } from "./unavailable.ts";

export interface ServerWork {
  slots: number;
  /** Of one slot. */
  contextSize: number;
  jobsOf: (repetition: number) => GenerationJob[];
}

export async function serverSide(setup: Setup, { slots, contextSize, jobsOf }: ServerWork): Promise<Side> {
  const peer = await Peer.open("llama-server", setup);
  // Slots keep what they hold, as by default. Cutting out and shifting pieces of it (--cache-reuse) is off, and so is the copy
  // of a slot's cells that is made before another prompt takes it: here nothing would ever be read back.
  const memory = [
    "-np",
    `${slots}`,
    "-c",
    `${slots * contextSize}`,
    "-no-kvu",
    "--cache-reuse",
    "0",
    "--cache-ram",
    "0",
  ];
  const flags = [...memory, "--no-ui", "-fit", "off"];
  const server = await LlamaServer.start(peer, flags, slots);
  const measure = async (jobs: GenerationJob[]): Promise<Figures> => {
    const start = performance.now();
    await server.completeAll(jobs, slots);
    return { tokensPerSecond: totalTokens(jobs) / ((performance.now() - start) / 1000) };
  };
  await measure(jobsOf(-1).slice(0, 1)); // opens the connection and warms the slots' code paths
  return {
    get description() {
      return `${peer.describe(flags)}; /completion with token ids, temperature 0, ignore_eos`;
    },
    measure: (repetition) => measure(jobsOf(repetition)),
    close: () => server.stop(),
  };
}

class LlamaServer {
  readonly #process: ChildProcess;
  readonly #port: number;
  readonly #agent: Agent;
  readonly #killAtExit: () => void;
  #log = "";

  static async start(peer: Peer, flags: string[], connections: number): Promise<LlamaServer> {
    const port = await freePort();
    const args = [...peer.commonFlags, ...flags, "--host", "127.0.0.1", "--port", `${port}`];
    const child = spawn(peer.path, args, { cwd: peer.folder, stdio: ["ignore", "ignore", "pipe"] });
    if (child.pid !== undefined) peer.watch(child.pid);
    const server = new LlamaServer(child, port, connections);
    try {
      await server.#becomeReady();
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  private constructor(child: ChildProcess, port: number, connections: number) {
    this.#process = child;
    this.#port = port;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#log = (this.#log + text).slice(-2000);
    });
    this.#killAtExit = () => child.kill("SIGKILL"); // a bench that crashes leaves no server behind
    process.once("exit", this.#killAtExit);
    child.on("error", (error) => {
      this.#log += error.message;
    });
  }

  /** Keeps `inFlight` requests running until all jobs are done. @throws Unavailable where they are not in time. */
  async completeAll(jobs: readonly GenerationJob[], inFlight: number): Promise<void> {
    const rest = [...jobs];
    const work = async () => {
      for (let job = rest.shift(); job !== undefined; job = rest.shift()) await this.#complete(job);
    };
    const limit = limitOf(this.#process);
    try {
      await Promise.all(Array.from({ length: inFlight }, work));
    } catch (error) {
      throw limit.isOver() ? new Unavailable("llama-server did not answer in time: not measured") : error;
    } finally {
      limit.clear();
    }
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    if (this.#hasEnded) return;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGTERM");
    const patience = setTimeout(() => this.#process.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(patience);
    process.off("exit", this.#killAtExit);
  }

  async #complete({ prompt, outputTokens }: GenerationJob): Promise<void> {
    const body = { prompt, n_predict: outputTokens, temperature: 0, ignore_eos: true };
    const answer = (await this.#send("POST", "/completion", body)) as { tokens_predicted?: number };
    if (answer.tokens_predicted !== outputTokens)
      throw new Error(`llama-server generated ${answer.tokens_predicted} tokens instead of ${outputTokens}`);
  }

  async #becomeReady(): Promise<void> {
    const deadline = Date.now() + startPatienceMs;
    for (;;) {
      if (this.#hasEnded) throw new Error(`llama-server ended at its start: ${this.#log.trim().slice(-400)}`);
      if (await this.#isHealthy()) return;
      if (Date.now() > deadline) throw new Error(`llama-server was not ready after ${startPatienceMs / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** It answers with an error while the model loads, and not at all before. */
  async #isHealthy(): Promise<boolean> {
    try {
      await this.#send("GET", "/health");
      return true;
    } catch {
      return false;
    }
  }

  get #hasEnded(): boolean {
    return this.#process.pid === undefined || this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  #send(method: string, path: string, body?: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const options = { agent: this.#agent, host: "127.0.0.1", port: this.#port, method, path };
      const sent = request({ ...options, headers: { "content-type": "application/json" } }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        response.on("error", reject);
        response.on("end", () => {
          if (response.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(`llama-server answered ${response.statusCode} to ${path}: ${text.slice(0, 300)}`));
        });
      });
      sent.on("error", reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

const startPatienceMs = 120_000;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
