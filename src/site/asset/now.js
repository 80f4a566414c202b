/**
 * Says who is on call at the time of the browser, in the reader's zone and the roster's, and moves on at each handoff.
 * Marks the running shift in tables and the present in timelines. Asks no server for anything.
 */
"use strict";

/** A timer may be late where a machine slept: look at least this often, in milliseconds. */
const LOOK_AGAIN = 60_000;

const parts = [...document.querySelectorAll("[data-now]")].map((element) => ({
  element,
  list: element.querySelector("dl"),
  data: JSON.parse(element.querySelector("script").textContent),
}));

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
  setTimeout(show, Math.min(LOOK_AGAIN, nextChange(now) - now));
}

function showRoles({ list, data }, now) {
  const said = data.roles.map((role) => ({ role: role.role, ...describe(role, data, now) }));
  const text = JSON.stringify(said);
  // A screen reader reads what changes, so nothing is written that has not.
  if (list.dataset.said === text) return;
  list.dataset.said = text;
  list.replaceChildren(
    ...said.flatMap(({ role, who, until, isVacant }) => {
      const name = put("dd", who);
      if (isVacant) name.className = "vacant";
      return [put("dt", role), name, put("dd", until, "until")];
    }),
  );
}

function describe({ stretches }, { zone, end }, now) {
  const running = stretches.find((stretch) => stretch.start <= now && now < stretch.end);
  if (running !== undefined) {
    const cover = running.for === null ? "" : ` for ${running.for}`;
    return {
      who: `${running.who ?? "NOBODY"}${cover}`,
      until: `until ${sayTime(running.end, zone)}`,
      isVacant: running.who === null,
    };
  }
  const next = stretches.find(({ start }) => start > now);
  if (next !== undefined)
    return {
      who: "off duty",
      until: `${next.who ?? "NOBODY"} from ${sayTime(next.start, zone)}`,
      isVacant: false,
    };
  return { who: "unknown", until: `this page ends ${sayTime(end, zone)}: publish it again`, isVacant: true };
}

/** `Mon 30 Nov, 18:00 your time (12:00 in America/New_York)`. */
function sayTime(instant, zone) {
  const yours = format(instant, undefined);
  const theirs = format(instant, zone);
  return yours === theirs ? yours : `${yours} your time (${theirs} in ${zone})`;
}

function format(instant, timeZone) {
  return new Intl.DateTimeFormat("en-GB", {
    ...{ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
    timeZone,
  }).format(instant);
}

function nextChange(now) {
  const ends = parts.flatMap(({ data }) =>
    data.roles.flatMap(({ stretches }) => stretches.flatMap(({ start, end }) => [start, end])),
  );
  return Math.min(...ends.filter((at) => at > now), now + LOOK_AGAIN);
}

function put(tag, text, name) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (name !== undefined) element.className = name;
  return element;
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) show();
});
show();
