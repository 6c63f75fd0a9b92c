// Legend and layer switch in one box: shape, name, count, checkbox. The switch is the filter by kind, so list and map agree.
import { html, svg, type TemplateResult } from 'lit';
import { KINDS, type Answer, type Kind } from '../api/types';
import { store } from '../state';
import { count, t, tOr } from '../text/catalogue';
import { icon, shape } from '../ui/icons';
import { switched } from './switch';

export function legend(answer: Answer | null, open: boolean, toggle: () => void): TemplateResult {
  return html`<aside class="over keybox glass ${open ? 'open' : ''}" aria-label=${t('map.legend')}>
    <h3>
      <button class="keybox-b" aria-expanded=${open} aria-controls="legend" @click=${toggle}>
        ${icon('layers', true)}${t('map.legend')}${icon('down', true)}
      </button>
    </h3>
    <div id="legend" ?hidden=${!open}>
      <ul>
        ${KINDS.map(kind => line(kind, answer))}
      </ul>
      <div class="how">
        ${samplePie()}<span>${t('map.legend.cluster')}</span> ${sampleTab()}<span>${t('map.legend.tab')}</span>
        ${sampleStack()}<span>${t('map.legend.stack')}</span>
      </div>
    </div>
  </aside>`;
}

function line(kind: Kind, answer: Answer | null): TemplateResult {
  const label = tOr(`kind.${kind}.many`, kind);
  const n = answer?.facets.kind?.find(facet => facet.value === kind)?.count ?? 0;
  const chosen = store.now.query.kind;
  return html`<li>
    <label>
      ${shape(kind)}<span>${label}</span><b>${count(n)}</b
      ><input
        class="box"
        type="checkbox"
        aria-label=${t('map.legend.toggle', { label })}
        .checked=${chosen.length === 0 || chosen.includes(kind)}
        @change=${() => store.ask({ kind: switched(chosen, kind) })}
      />
    </label>
  </li>`;
}

const samplePie = (): TemplateResult =>
  html`<svg class="sample" viewBox="-20 -20 40 40" aria-hidden="true">
    ${svg`
  <circle class="pie-disc" r="19"></circle>
  <path class="pie-slice k-professional" d="M0-16A16 16 0 1 1-11.3 11.3"></path>
  <path class="pie-slice k-pharmacy" d="M-13 9.3A16 16 0 0 1-13-9.3"></path>
  <path class="pie-slice k-facility" d="M-11.3-11.3A16 16 0 0 1-2.5-15.8"></path>
  <text y="5">12</text>`}
  </svg>`;

const sampleTab = (): TemplateResult =>
  html`<svg class="sample" viewBox="-20 -20 40 40" aria-hidden="true">
    ${svg`
  <circle class="pie-disc" cx="-4" cy="5" r="14"></circle>
  <path class="pie-slice k-professional" d="M-4-6.5A11.5 11.5 0 1 1-4.1-6.5Z"></path>
  <circle class="tab-pin k-professional" cx="9" cy="-9" r="9"></circle>
  <text class="stack-n" x="9" y="-5">2</text>`}
  </svg>`;

const sampleStack = (): TemplateResult =>
  html`<svg class="sample" viewBox="-20 -20 40 40" aria-hidden="true">
    ${svg`
  <g class="k-facility"><rect class="stack-behind" x="-7" y="-11" width="20" height="20" rx="4"></rect>
    <rect class="stack-front" x="-12" y="-8" width="21" height="21" rx="4"></rect></g>
  <text class="stack-n" x="-1.5" y="7">2</text>
  <rect class="stack-pill" x="3" y="-18" width="17" height="12" rx="6"></rect>
  <text class="stack-x" x="11.5" y="-8.8">×4</text>`}
  </svg>`;
