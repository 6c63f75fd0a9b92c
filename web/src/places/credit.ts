// The line at the foot of the map: scale, what the map shows, and where its drawing comes from.
import { html, nothing, type TemplateResult } from 'lit';
import type { Frame } from '../api/types';
import { count, t } from '../text/catalogue';
import { day } from '../text/format';

/** Those that draw the map; the sources of the rows are said by the list, and all of them on their page. */
const DRAWN = ['communes'];

/** `metres` is the length of the bar, whose width is set by script: the page's security policy refuses style attributes. */
export function credit(frame: Frame | null, rowsOnly: boolean, metres: number | null): TemplateResult {
  const sources = (frame?.sources ?? [])
    .filter(({ source }) => DRAWN.includes(source))
    .map(({ label, date }) => (date ? t('source.dated', { label, date: day(date) }) : label));
  const said = [
    ...(rowsOnly ? [t('map.rows_only')] : []),
    ...(frame?.outlines === 'schematic' ? [t('notice.outlines')] : []),
  ].join(' · ');
  return html`<div class="over credit">
    ${metres === null ? nothing : html`<span class="scale"><i></i>${length(metres)}</span>`}
    <span
      >${said ? html`<b>${said}</b>` : nothing}<span class="lg"
        >${said && sources.length > 0 ? ' · ' : ''}${sources.join(' · ')}</span
      ></span
    >
  </div>`;
}

const length = (metres: number): string =>
  metres < 1000 ? t('map.scale_m', { n: count(metres) }) : t('map.scale_km', { n: count(metres / 1000) });
