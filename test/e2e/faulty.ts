/** Wraps the real disk so that something happens at one of its calls: a failure, the death of the process, another process in between. */
import { type Disk, disk, SystemError } from "../../src/edge/disk.ts";

/** What happens instead of the call; `call` makes it. */
export type Event = (call: () => unknown, name: string) => unknown;

/** Thrown by every call after the death of a process. It has no code, so that nobody takes it for a failed call. */
export class Died extends Error {}

/** A disk on which `event` happens at the call with this number, counted from 0. `calls` collects the names of all calls. */
export function disturbed(at: number, event: Event, calls: string[] = []): Disk {
  return new Proxy(disk, {
    get(target, name) {
      return (...args: readonly unknown[]) => {
        const call = () => Reflect.apply(Reflect.get(target, name), target, args);
        calls.push(String(name));
        return calls.length - 1 === at ? event(call, String(name)) : call();
      };
    },
  });
}

export const failing = (code: string) => (): never => {
  throw new SystemError(code);
};

/** The call succeeds but its answer is lost, as on a network disk. */
export const failingAfterwards =
  (code: string): Event =>
  (call) => {
    call();
    throw new SystemError(code);
  };

/** A disk for a process that dies just before the call with this number. */
export function mortal(at: number): Disk {
  let isDead = false;
  let calls = 0;
  return new Proxy(disk, {
    get(target, name) {
      return (...args: readonly unknown[]) => {
        isDead ||= calls++ === at;
        if (isDead) throw new Died();
        return Reflect.apply(Reflect.get(target, name), target, args);
      };
    },
  });
}

/** The names of the calls in a run without faults. */
export function callsOf(run: (on: Disk) => unknown): readonly string[] {
  const calls: string[] = [];
  run(disturbed(-1, (call) => call(), calls));
  return calls;
}
