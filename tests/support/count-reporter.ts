// Ends a test run with one line that states the counts: "N passed, N failed, N skipped".

import type { Reporter, TestModule } from "vitest/node";

export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    // A file that could not be loaded holds no tests, but is a failure all the same.
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const failed = count("failed") + broken + errors.length;
    // Printed last, after the default reporter's own summary.
    process.once("exit", () =>
      process.stdout.write(`${count("passed")} passed, ${failed} failed, ${count("skipped")} skipped\n`),
    );
  }
}
