// Where facts come from and of when: one small line, always last in its block.
import { html, nothing, type TemplateResult } from 'lit';
import type { Provenance, SourceLine } from '../api/types';
import { t, tOr } from '../text/catalogue';
import { day } from '../text/format';
import { icon } from './icons';

const dated = (label: string, date: string | null): string =>
  date ? t('source.dated', { label, date: day(date) }) : label;

/** Those that fill the rows; where outlines and background come from is on the map and on the page of sources. */
const OF_ROWS = ['rpps', 'finess', 'ameli', 'shelters'];

export function sourceLine(all: readonly SourceLine[]): TemplateResult {
  const sources = OF_ROWS.flatMap(name => all.filter(({ source }) => source === name));
  return html`<p class="prov src">
    ${icon('db')}<span
      >${sources.map(source => dated(source.label, source.date)).join(' · ')}${sources.length > 0 ? '. ' : ''}<a
        href="/sources"
        >${t('list.sources')}</a
      ></span
    >
  </p>`;
}

/** One line per block of a card. Declared facts carry the mark of a person, facts of a source that of a register. */
export function provenanceLines(lines: readonly Provenance[]): TemplateResult | typeof nothing {
  if (lines.length === 0) return nothing;
  return html`<section class="origin">
    <h3>${t('card.provenance')}</h3>
    ${lines.map(
      line =>
        html`<p class="src">
          ${icon(line.block === 'availability' ? 'user' : 'db')}<span
            >${t('source.block', { block: tOr(`card.block.${line.block}`, line.block), source: dated(line.label, line.date) })}</span
          >
        </p>`,
    )}
  </section>`;
}

/** The legal pages, at the end of what scrolls: the page itself has no footer while it is a map. */
export const legalLinks = (): TemplateResult =>
  html`<nav class="legal" aria-label=${t('footer.label')}>
    <a href="/sources">${t('footer.sources')}</a><a href="/accessibilite">${t('footer.accessibility')}</a
    ><a href="/donnees-personnelles">${t('footer.privacy')}</a><a href="/mentions-legales">${t('footer.legal')}</a>
  </nav>`;
