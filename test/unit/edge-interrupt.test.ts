/** Listens for signals: each is reported once, and a second one ends the program as usual. */
import { expect, onTestFinished, test, vi } from "vitest";
import { onInterrupt } from "../../src/edge/interrupt.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function listening() {
  const told = vi.fn<() => void>();
  const kill = vi.spyOn(process, "kill").mockReturnValue(true);
  const forget = onInterrupt(told);
  onTestFinished(() => {
    forget();
    kill.mockRestore();
  });
  return { told, kill, forget };
}

test.each(SIGNALS)(
  "%s is reported, and the listener stays: otherwise inquirer would end the program",
  (signal) => {
    const { told, kill, forget } = listening();
    const before = process.listenerCount(signal);
    process.emit(signal, signal);
    expect([told.mock.calls.length, process.listenerCount(signal), kill.mock.calls]).toEqual([1, before, []]);
    forget();
    expect(process.listenerCount(signal)).toBe(before - 1);
  },
);

test.each(["SIGINT", "SIGTERM"] as const)("a second %s ends the program", (signal) => {
  const { kill } = listening();
  const before = SIGNALS.map((each) => process.listenerCount(each));
  process.emit(signal, signal);
  process.emit(signal, signal);
  expect(kill.mock.calls).toEqual([[process.pid, signal]]);
  expect(SIGNALS.map((each) => process.listenerCount(each))).toEqual(before.map((count) => count - 1));
});

test("a closing terminal sends SIGHUP twice, which ends nothing", () => {
  const { told, kill } = listening();
  process.emit("SIGHUP", "SIGHUP");
  process.emit("SIGHUP", "SIGHUP");
  process.emit("SIGTERM", "SIGTERM");
  expect([told.mock.calls.length, kill.mock.calls]).toEqual([3, []]);
});
