// What an action writes to standard output and standard error.

import { vi } from "vitest";

export interface Captured<Result> {
  result: Result;
  stdout: string;
  stderr: string;
}

export async function capture<Result>(action: () => Result | Promise<Result>): Promise<Captured<Result>> {
  const written = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  try {
    const result = await action();
    return { result, ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
