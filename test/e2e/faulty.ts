/** The real disk, with something happening at one of its calls: a failure, a death, another process in between. */
import { type Disk, disk, SystemError } from "../../src/edge/disk.ts";

/** What happens in place of the call; `call` is the real one. */
export type Event = (call: () => unknown, name: string) => unknown;

/** From the death of a process on, no call of it does anything. It has no code, so nobody takes it for a failure. */
export class Died extends Error {}

/** The disk on which `event` happens at the call of that number, counted from 0; the names of all calls go into `calls`. */
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

/** As when a network disk does what it was told and loses the answer. */
export const failingAfterwards =
  (code: string): Event =>
  (call) => {
    call();
    throw new SystemError(code);
  };

/** The disk as a process sees it that dies right before the call of that number. */
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

/** The names of the calls of one undisturbed run. */
export function callsOf(run: (on: Disk) => unknown): readonly string[] {
  const calls: string[] = [];
  run(disturbed(-1, (call) => call(), calls));
  return calls;
}
