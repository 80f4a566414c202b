/** Ends a run of the tests with one line that counts them, below the table of the coverage. */
import type { Reporter, TestModule } from "vitest/node";

export default class Count implements Reporter {
  // Printed if the run breaks off before its end.
  private line = "0 passed, 1 failed";

  onInit(): void {
    process.once("exit", () => process.stdout.write(`${this.line}\n`));
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    );
    const count = (state: string) => states.filter((each) => each === state).length;
    // A file that does not load, and an error outside every test, are failures too.
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const failed = count("failed") + broken + unhandled.length;
    const skipped = count("skipped") + count("pending");
    this.line = `${count("passed")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  }
}
