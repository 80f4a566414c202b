/** Lays out a page: its head, what holds browsers to files of this site, and where the time of the page comes from. */
import { type Html, html } from "../render/html.ts";
import { formatDate, type LocalDate } from "../time/date.ts";
import type { SiteRoster } from "./model.ts";

interface Layout {
  readonly title: string;
  /** The way up to the folder with the stylesheet: empty, or `../`s. */
  readonly root: string;
  /** Links back, the nearest last. */
  readonly trail: readonly { readonly href: string; readonly text: string }[];
  readonly body: readonly Html[];
  readonly footer: Html;
}

/** A page may load what this site has and nothing else, so that a name in a roster can load nothing either. */
const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'";

export function layOut({ title, root, trail, body, footer }: Layout): string {
  const links = trail.map(({ href, text }) => html`<a href="${href}">${text}</a> `);
  return `${
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${title}</title>
<link rel="stylesheet" href="${root}style.css">
<script src="${root}now.js" defer></script>
</head>
<body>
<header>
${
  trail.length === 0
    ? undefined
    : html`<nav aria-label="Pages above">${links}</nav>
`
}<h1>${title}</h1>
</header>
<main>
${body}</main>
<footer>
${footer}</footer>
</body>
</html>`.markup
  }\n`;
}

export function writeFooter({ date, zone, team }: SiteRoster): Html {
  return html`<p>Made by <code>oncall publish</code> from the roster of ${team}, as of ${writeDate(date)}. Times are in ${zone.name}.</p>
`;
}

export function writeDate(date: LocalDate): Html {
  const text = formatDate(date);
  return html`<time datetime="${text}">${text}</time>`;
}

/** A part of a page under its own heading. */
export interface PagePart {
  readonly id: string;
  readonly heading: string;
  readonly content: readonly Html[];
}

export function writePart({ id, heading, content }: PagePart): Html {
  return html`<section>
<h2 id="${id}">${heading}</h2>
${content}</section>
`;
}

/** Links to the parts of a long page. */
export function writeContents(parts: readonly PagePart[]): Html {
  return html`<nav class="contents" aria-label="On this page">${parts.map(({ id, heading }) => html`<a href="#${id}">${heading}</a> `)}</nav>
`;
}

export function writeList(items: readonly (string | Html)[], style?: "columns"): Html {
  return html`<ul${style && html` class="${style}"`}>
${items.map(
  (item) => html`<li>${item}</li>
`,
)}</ul>
`;
}
