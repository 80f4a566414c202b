/** Serves on an address of this machine alone, with answers that can be delayed and a clean end. */

/** @import { Server } from "node:http" */

/** @param {Server} server @param {number} [port] any free one by default */
export async function onLoopback(server, port = 0) {
  /** @type {Set<NodeJS.Timeout>} */
  const waiting = new Set();
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(undefined));
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    /** Sends after so many milliseconds, and never after the end. @param {number} ms @param {() => void} send */
    later(ms, send) {
      const timer = setTimeout(() => {
        waiting.delete(timer);
        send();
      }, ms);
      waiting.add(timer);
    },
    /** @returns {Promise<void>} */
    close: () =>
      new Promise((resolve) => {
        for (const timer of waiting) clearTimeout(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
