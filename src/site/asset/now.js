/**
 * Says who is on call at the time of the browser, in the reader's zone and the roster's, and moves on at each handoff.
 * Marks the running shift in tables and the present in timelines. Asks no server for anything.
 */
"use strict";

/** A timer may be late where a machine slept: look at least this often, in milliseconds. */
const LOOK_AGAIN = 60_000;

const parts = [...document.querySelectorAll("[data-now]")].map((element) => ({
  list: element.querySelector("dl"),
  data: JSON.parse(element.querySelector("script").textContent),
}));

let timer;

function show() {
  const now = Date.now();
  for (const part of parts) showRoles(part, now);
  for (const row of document.querySelectorAll("tr[data-start]")) {
    const runs = Number(row.dataset.start) <= now && now < Number(row.dataset.end);
    row.toggleAttribute("data-running", runs);
    if (runs) row.setAttribute("aria-current", "time");
    else row.removeAttribute("aria-current");
  }
  for (const timeline of document.querySelectorAll("svg.timeline")) {
    const x = ((now - Number(timeline.dataset.start)) * Number(timeline.dataset.week)) / (7 * 86_400_000);
    const line = timeline.querySelector("line.now");
    line.setAttribute("x1", x.toFixed(1));
    line.setAttribute("x2", x.toFixed(1));
  }
  clearTimeout(timer);
  timer = setTimeout(show, Math.min(LOOK_AGAIN, nextChange(now) - now));
}

function showRoles({ list, data }, now) {
  const said = describe(data, now);
  const text = JSON.stringify(said);
  // A screen reader reads what changes, so nothing is written that has not.
  if (list.dataset.said === text) return;
  list.dataset.said = text;
  list.replaceChildren(
    ...said.flatMap(({ role, who, when, tone }) => [
      put("dt", [role]),
      put("dd", who, tone),
      put("dd", when, "when"),
    ]),
  );
}

/** Texts for each role. In `who` and `when`, every other text is a name, whose letters may run the other way. */
function describe(data, now) {
  const { zone, start, end, roles } = data;
  const alone = { tone: "vacant", when: [] };
  if (now >= end) {
    const when = [`this page ends ${sayTime(end, zone)}: publish it again`];
    return roles.map(({ role }) => ({ ...alone, role, who: ["unknown"], when }));
  }
  if (now < start) {
    const when = [`the rotation begins ${sayTime(start, zone)}`];
    return roles.map(({ role }) => ({ ...alone, role, who: ["NOBODY yet"], when }));
  }
  return roles.flatMap(({ role, spans, stretches }) => {
    const span = spans.find((each) => each.start <= now && now < each.end);
    return span === undefined ? [] : [{ role, ...describeRole(stretches, zone, now) }];
  });
}

function describeRole(stretches, zone, now) {
  const running = stretches.find((stretch) => stretch.start <= now && now < stretch.end);
  const last = stretches.findLast((stretch) => stretch.end <= now);
  const next = stretches.find((stretch) => stretch.start > now);
  const then = next === undefined ? [] : [", then ", next.who ?? "NOBODY"];
  if (running === undefined) {
    const since = last === undefined ? "" : `since ${sayTime(last.end, zone)}, `;
    const until = next === undefined ? "" : `until ${sayTime(next.start, zone)}`;
    return { who: ["off duty"], when: [since + until + (then[0] ?? ""), ...then.slice(1)], tone: "off" };
  }
  const cover = running.for === null ? [] : [" for ", running.for];
  const goesOn = next?.start === running.end;
  const isSame = goesOn && next.who === running.who && next.for === running.for;
  const after = next === undefined || isSame ? [] : goesOn ? then : [", then off duty"];
  return {
    who: ["", running.who ?? "NOBODY", ...cover],
    when: [`until ${sayTime(running.end, zone)}${after[0] ?? ""}`, ...after.slice(1)],
    tone: running.who === null ? "vacant" : "on",
  };
}

/** `Mon 30 Nov, 18:00 your time (12:00 in America/New_York)`. */
function sayTime(instant, zone) {
  const yours = format(instant, undefined);
  const theirs = format(instant, zone);
  if (yours === theirs) return yours;
  const [day, clock] = theirs.split(", ");
  return `${yours} your time (${yours.startsWith(`${day}, `) ? clock : theirs} in ${zone})`;
}

function format(instant, timeZone) {
  return new Intl.DateTimeFormat("en-GB", {
    ...{ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
    timeZone,
  }).format(instant);
}

function nextChange(now) {
  const changes = parts.flatMap(({ data }) => [
    data.start,
    data.end,
    ...data.roles.flatMap(({ spans, stretches }) =>
      [...spans, ...stretches].flatMap(({ start, end }) => [start, end]),
    ),
  ]);
  return Math.min(...changes.filter((at) => at > now), now + LOOK_AGAIN);
}

function put(tag, texts, name) {
  const element = document.createElement(tag);
  for (const [index, text] of texts.entries()) {
    const isName = index % 2 === 1;
    const node = isName ? document.createElement("bdi") : document.createTextNode("");
    node.textContent = text;
    element.append(node);
  }
  if (name !== undefined) element.className = name;
  return element;
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) show();
});
show();
