import type { Formats } from '#lib/format/formats';
import { formatsOf } from '#lib/format/formats';
import { type Html, html } from '#lib/format/html';
import { wordsOf } from '#lib/words/translate';
import type { DomainPolicy } from './domain-list.ts';
import type { EvidenceFacts } from './evidence-facts.ts';
import { SUMMARY_STYLE } from './evidence-style.ts';
import { type EvidenceContext, LIMITS, scopeText } from './evidence-texts.ts';
import { METRICS, type MetricId } from './metric-table.ts';
import { productVersion } from './product-version.ts';

/** The pack in short, to be printed: what was counted, and nothing about what it is worth. */
export function evidenceSummary({ viewer, filter, now, facts, files }: EvidenceContext): string {
  const f = formatsOf('en', wordsOf('en', 'format'));
  const { version, commit } = productVersion();
  const { from, to, days } = facts.span;
  const scope = scopeText(filter, facts);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>DMARC evidence: ${scope}, ${from} to ${to}</title>
<style>${SUMMARY_STYLE}</style></head><body>
<h1>DMARC evidence</h1>
<p class="lead">${scope}<br>${f.fullDay(from)} to ${f.fullDay(to)}, ${f.count(days)} UTC days</p>
<p class="quiet">Made by Ruascope ${version}${commit === null ? '' : ` (${commit.slice(0, 12)})`} for ${viewer.name}, ${f.instant(now)}</p>
<h2>What was reported</h2>
${table(['Figure', 'Value', 'What it is'], figures(facts, f))}
${notes(facts, f)}
<h2>Domains</h2>
${table(
  ['Domain', 'Messages', 'Passed DMARC', 'Policy that the newest report saw', 'Newest report'],
  facts.domains.map((row) => [
    row.name === row.unicode ? row.name : `${row.unicode} (${row.name})`,
    f.count(row.messages),
    f.percent(row.passed, row.messages),
    policyText(row.policy),
    row.lastReportAt ? f.instant(row.lastReportAt) : 'none',
  ]),
)}
<h2>Changes of policy</h2>
${
  facts.changes.length === 0
    ? html`<p>Reporters saw no change of a policy in these days.</p>`
    : table(
        ['First seen', 'Domain', 'Before', 'Since'],
        facts.changes.map((one) => [
          f.fullDay(one.day),
          one.domain,
          one.before ?? 'none stated',
          one.after ?? 'none stated',
        ]),
      )
}
<h2>What DNS said</h2>
${dnsTable(facts, f)}
<h2>Who reported</h2>
${table(
  ['Reporter', 'Reports', 'Messages', 'Days covered', 'Days expected'],
  facts.reporters.rows
    .slice(0, MOST_REPORTERS)
    .map((row) => [
      row.name,
      f.count(row.reports),
      f.count(row.messages),
      f.count(row.daysReported),
      f.count(row.daysExpected),
    ]),
)}
<p class="quiet">Reporters in all: ${f.count(facts.reporters.rows.length)}; every one stands in reporters.csv. Expected and silent at the end of the period: ${f.count(facts.reporters.missing.length)}.</p>
<h2>What this pack cannot show</h2>
<ul>${LIMITS.map((limit) => html`<li>${limit}</li>`)}</ul>
<h2>Files</h2>
${table(
  ['File', 'Rows', 'SHA-256'],
  files.map(({ name, rows, sha256 }) => [name, f.count(rows), html`<code>${sha256}</code>`]),
)}
<p class="quiet">${chainText(facts, f)}</p>
</body></html>
`;
  return page.text;
}

/** Each answer of `_dmarc`, from its first reading until its last: what was read, and nothing in between. */
function dnsTable({ dns }: EvidenceFacts, f: Formats): Html {
  if (dns.length === 0) {
    return html`<p>This installation asked DNS for none of these domains in these days.</p>`;
  }
  const rows = dns
    .slice(0, MOST_READINGS)
    .map(({ domain, since, until, state, record }) => [
      `_dmarc.${domain}`,
      f.instant(since),
      f.instant(until),
      record ?? NO_RECORD[state],
    ]);
  const heads = ['Name', 'First read so', 'Last read so', 'Record'];
  return html`${table(heads, rows)}
<p class="quiet">Answers in all: ${f.count(dns.length)}; every one stands in dns_history.csv.</p>`;
}

const NO_RECORD = {
  found: 'not known',
  none: 'none',
  several: 'several, which is as none',
  failed: 'DNS has never answered',
} as const;

const MOST_READINGS = 100;

/** As many as fit on a page. */
const MOST_REPORTERS = 40;

function figures({ totals, classes, complete }: EvidenceFacts, f: Formats) {
  const rows: [MetricId, string][] = [
    ['M1', f.count(totals.messages)],
    ['M4', f.percent(totals.passed, totals.messages)],
    ['M2', f.count(totals.dkimAligned)],
    ['M3', f.count(totals.spfAligned)],
    ['M11', f.percent(classes.authorised.passed, classes.authorised.messages)],
    ['M12', `${f.count(classes.spoofBlocked)}; collateral ${f.count(classes.collateral)}`],
    ['M14', complete ?? 'not known'],
  ];
  return rows.map(([id, value]) => [METRICS[id].name, value, METRICS[id].definition]);
}

function notes({ totals, classes, dropped }: EvidenceFacts, f: Formats): Html {
  const { byOutcome } = totals;
  const judged = classes.judged;
  return html`<ul>
<li>Counted reports: ${f.count(totals.reports)}; reporters: ${f.count(totals.reporters)}; domains with mail: ${f.count(totals.domains)}.</li>
<li>Messages that failed: ${f.count(totals.failed)}. Quarantined: ${f.count(byOutcome.quarantined)}; rejected: ${f.count(byOutcome.rejected)}; delivered against the policy: ${f.count(byOutcome.overridden)}; delivered as the policy asked: ${f.count(byOutcome.delivered)}.</li>
<li>Whose a source is was judged for ${f.fullDay(judged.from)} to ${f.fullDay(judged.to)}. Messages counted as the owner’s from services that nobody has confirmed: ${f.count(classes.authorised.candidates)}.</li>
${dropped === null ? '' : html`<li>Single records of ${dropped.first} to ${dropped.last} are no longer kept; sums are.</li>`}</ul>`;
}

function policyText(policy: DomainPolicy | null) {
  if (policy === null) return 'none seen';
  const tags = { p: policy.p, sp: policy.sp, np: policy.np, pct: policy.pct };
  const stated = Object.entries(tags).flatMap(([tag, value]) => (value ? [`${tag}=${value}`] : []));
  return [...stated, ...(policy.testing ? ['t=y'] : [])].join('; ') || 'none stated';
}

function chainText({ chain: { links, broken, head } }: EvidenceFacts, f: Formats) {
  if (broken !== null) return `The chain over the audit log does not hold at place ${broken}.`;
  return `The chain over the audit log held for all ${f.count(links)} sealed entries; its head was ${head}.`;
}

type Cell = string | Html;

function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): Html {
  return html`<table><thead><tr>${heads.map((head) => html`<th>${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody></table>`;
}
