// How a flag is shown: its words and its icon. Knows no feature.
import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { FLAGS, type Flag, type FlagState } from '../api/types';
import { t, tOr } from '../text/catalogue';
import { day } from '../text/format';
import { icon } from './icons';

const ICONS: Record<Flag, string> = {
  new_patients: 'check',
  unscheduled_care: 'bolt',
  walk_in: 'door',
  home_visits: 'home',
  teleconsultation: 'screen',
  wheelchair: 'wheel',
  sector_1: 'euro',
  carte_vitale: 'card',
};

export const flagIcon = (flag: Flag): string => ICONS[flag] ?? 'check';
export const flagLabel = (flag: string): string => tOr(`flag.${flag}`, flag);
export const flagLong = (flag: string): string => tOr(`flag.${flag}.long`, flagLabel(flag));

/** The two facts a row has room for: whether one can come at all first, then how. */
export function rowFacts(flags: readonly Flag[]): Flag[] {
  return FLAGS.filter(flag => flags.includes(flag)).slice(0, 2);
}

/** « Oui », « Non », each with its date and its term: never a claim without them. `expected`: what silence is said about. */
export function declaredFlags(flags: readonly FlagState[], expected: readonly Flag[] = FLAGS): TemplateResult {
  const known = FLAGS.flatMap(flag => flags.filter(state => state.flag === flag));
  const silent = expected.filter(flag => !flags.some(state => state.flag === flag));
  // Declared together, dated together: the date is said once.
  const together =
    known.length > 1 &&
    new Set(known.map(state => [state.declared_on, state.expires_on, state.declared_by].join())).size === 1;
  return html`
    ${
      known.length > 0
        ? html`<dl class="kv flags">
              ${known.map(
                state =>
                  html`<dt>${flagLabel(state.flag)}</dt>
                    <dd>${answer(state)}</dd>
                    ${together || !state.declared_on ? '' : html`<dd class="when">${when(state)}</dd>`}`,
              )}
            </dl>
            ${together && known[0] ? html`<p class="hint">${when(known[0])}</p>` : ''}`
        : ''
    }
    ${
      silent.length > 0
        ? html`<p class="hint silent">${t('card.undeclared_rest', { list: silent.map(lowerFirst).join(', ') })}</p>`
        : ''
    }
  `;
}

function answer(state: FlagState): TemplateResult {
  return state.value
    ? html`<span class="badge ok">${icon('check')}${t('word.yes')}</span>`
    : html`<span class="badge no"
        >${icon('x')}${state.flag === 'new_patients' ? tOr('flag.new_patients.no', t('word.no')) : t('word.no')}</span
      >`;
}

function when(state: FlagState): string {
  if (!state.declared_on) return '';
  const values = {
    date: day(state.declared_on),
    until: state.expires_on ? day(state.expires_on) : '',
    who: state.declared_by ? tOr(`by.${state.declared_by}`, state.declared_by) : '',
  };
  const by = state.declared_by ? '_by' : '';
  const until = state.expires_on ? '_until' : '';
  return t(`card.declared${by}${until}` as 'card.declared', values);
}

/** Within a sentence: « nouveaux patients », but proper names keep their capital. */
function lowerFirst(flag: Flag): string {
  const label = flagLabel(flag);
  return flag === 'carte_vitale' ? label.replace(/^C/, 'c') : label.charAt(0).toLowerCase() + label.slice(1);
}
