/**
 * Writes the part of a page that says who is on call now. Which stretch runs now is worked out by `asset/now.js` when
 * somebody looks, so a page that was made last week is right, and moves on at the handoff.
 */
import { forScript, forTerminal } from "../render/escape.ts";
import { type Html, html, trust } from "../render/html.ts";
import type { Names } from "../render/names.ts";
import { isCovered } from "../render/schedule.ts";
import { type Interval, join } from "../time/interval.ts";
import type { Shift } from "../timeline/model.ts";
import type { SiteRoster } from "./model.ts";

/** What `now.js` reads. Instants are milliseconds. */
interface NowData {
  readonly zone: string;
  /** The page knows who is on call from then on, and until then. */
  readonly start: number;
  readonly end: number;
  readonly roles: readonly {
    readonly role: string;
    /** When there is such a role: without a stretch it is off duty then. */
    readonly spans: readonly Interval[];
    readonly stretches: readonly {
      /** Null: the role is vacant. */
      readonly who: string | null;
      /** Whom they cover for. */
      readonly for: string | null;
      readonly start: number;
      readonly end: number;
    }[];
  }[];
}

export function writeNow(site: SiteRoster, names: Names): Html {
  const data = JSON.stringify(collectData(site, names));
  return html`<div class="now" data-now aria-live="polite">
<script type="application/json">${trust(forScript(data))}</script>
<noscript><p>Who is on call at this moment is worked out in your browser, by a script. The tables of shifts need none.</p></noscript>
<dl></dl>
</div>
`;
}

/** The script shows its texts as they are, so they are made safe here. */
function collectData({ zone, roles, shifts, span }: SiteRoster, names: Names): NowData {
  const stretches = shifts.flatMap((shift) => shift.stretches);
  return {
    zone: zone.name,
    start: span.start,
    end: span.end,
    roles: roles.map((role) => ({
      role: forTerminal(names.role(role)),
      spans: listSpans(shifts.filter(({ terms }) => terms.roles.includes(role))),
      stretches: stretches
        .filter((stretch) => stretch.role === role)
        .map((stretch) => ({
          who: stretch.engineer === null ? null : forTerminal(names(stretch.engineer)),
          for: isCovered(stretch) ? forTerminal(names(stretch.scheduled)) : null,
          start: stretch.start,
          end: stretch.end,
        })),
    })),
  };
}

function listSpans(shifts: readonly Shift[]): readonly Interval[] {
  return join(
    shifts.map(({ start, end }) => ({ start, end })),
    () => true,
  );
}
