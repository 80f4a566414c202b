/** Keeps the alerts: created, counted, acknowledged and closed, each only after some reads, as the service does. */

/** @import { Alert, AlertRequest, Alerts, World } from "./model.ts" */

/**
 * @param {Pick<World, "users" | "switches" | "now" | "newId">} world
 * @param {(alert: Alert) => void} notify called when an alert notifies somebody
 * @param {(responders: Alert["responders"]) => readonly string[]} ring whose phones ring at once: ids of users
 * @returns {Alerts}
 */
export function alertingOf({ users, switches, now, newId }, notify, ring) {
  /** @type {readonly Alert[]} */
  let alerts = [];
  /** @type {readonly (AlertRequest & { readonly run: () => NonNullable<AlertRequest["result"]> })[]} */
  let requests = [];

  /** @param {Alert} alert */
  const put = (alert) => {
    const known = alerts.some(({ id }) => id === alert.id);
    alerts = known ? alerts.map((each) => (each.id === alert.id ? alert : each)) : [...alerts, alert];
    return alert;
  };

  /** @param {AlertRequest["action"]} action @param {() => NonNullable<AlertRequest["result"]>} run */
  function take(action, run) {
    const id = newId();
    requests = [...requests, { id, action, looks: switches.unprocessed, run }];
    if (switches.unprocessed === 0) settle();
    return id;
  }

  /** In the order in which they came. */
  function settle() {
    for (const { id, looks, result, run } of requests) {
      if (looks > 0 || result !== undefined) continue;
      const made = run();
      requests = requests.map((each) => (each.id === id ? { ...each, result: made } : each));
    }
  }

  /** Whoever is blocked is not notified. @param {Alert["responders"]} responders */
  const notifiedBy = (responders) =>
    ring(responders).filter((id) => users.some((user) => user.id === id && user.blocked !== true));

  /** @param {Pick<Alert, "alias" | "message" | "responders" | "sent">} asked */
  function make(asked) {
    if (switches.policy === "refuses")
      return { isSuccess: false, status: "Alert is refused by the policy [quiet]" };
    const open = alerts.find(({ alias, status }) => alias === asked.alias && status === "open");
    if (open !== undefined) {
      const alert = put({ ...open, count: open.count + 1, updatedAt: now() });
      return { isSuccess: true, status: "Alert is counted up", alert };
    }
    const alert = put({
      ...asked,
      ...{ id: newId(), tinyId: `${alerts.length + 1}`, status: "open", count: 1, owner: "", report: {} },
      ...{ createdAt: now(), updatedAt: now(), notified: notifiedBy(asked.responders) },
    });
    if (alert.notified.length > 0) notify(alert);
    return { isSuccess: true, status: "Created alert", alert };
  }

  /** @param {Alert} alert @param {string} by */
  const acknowledge = (alert, by) => {
    const report = { ...alert.report, ackTime: now() - alert.createdAt, acknowledgedBy: by };
    return put({ ...alert, updatedAt: now(), owner: by, report });
  };

  return {
    all: () => alerts,
    looked: () => {
      settle();
      requests = requests.map((each) => ({ ...each, looks: Math.max(0, each.looks - 1) }));
    },
    request: (id) => requests.find((each) => each.id === id),
    create: (asked) => take("Create", () => make(asked)),
    change: (action, find, by) =>
      take(action, () => {
        const alert = find();
        if (alert?.status !== "open") return { isSuccess: false, status: "Alert does not exist" };
        if (action === "Acknowledge")
          return { isSuccess: true, status: "Acknowledged alert", alert: acknowledge(alert, by) };
        const report = { ...alert.report, closeTime: now() - alert.createdAt, closedBy: by };
        const closed = put({ ...alert, updatedAt: now(), status: "closed", report });
        return { isSuccess: true, status: "Closed alert", alert: closed };
      }),
    acknowledge: (alert, by) => void acknowledge(alert, by),
  };
}
