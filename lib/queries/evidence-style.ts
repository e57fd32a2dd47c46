import { Html } from '#lib/format/html';

/** Black on white, on A4 or Letter; the same on a screen. */
export const SUMMARY_STYLE = new Html(`
@page { margin: 18mm 16mm; }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #111; background: #fff;
  font: 13px/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 24px; }
h2 { margin: 2em 0 .4em; font-size: 16px; break-after: avoid; }
.lead { margin: .3em 0; font-size: 16px; }
.quiet { color: #555; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 10px 5px 0; border-bottom: 1px solid #ddd; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
th { color: #555; font-weight: 500; }
td:first-child { min-width: 9em; }
td:nth-child(2) { white-space: nowrap; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
code { font: 11px/1.5 ui-monospace, monospace; }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 10.5pt; } code { font-size: 7pt; } }
`);
