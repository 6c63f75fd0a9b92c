// Draws the list under a search field: options, notes, waiting, failures. Holds no state.
import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../text/catalogue';
import { clock } from '../text/format';
import { icon, shape } from '../ui/icons';
import { emergencyBanner } from './emergency';
import { marked, type Option, type OptionGroup } from './options';
import type { Suggesting } from './suggesting';

export interface ListboxView {
  id: string;
  groups: OptionGroup[];
  /** Index among all options, -1 for none. */
  active: number;
  suggesting: Suggesting;
  keptAt: Date | null;
  notice: string | null;
  pick: (option: Option) => void;
  point: (index: number) => void;
}

export const optionId = (listId: string, index: number): string => `${listId}-o${index}`;

export function listbox(view: ListboxView): TemplateResult {
  const { suggesting } = view;
  const found = suggesting.status === 'ready' ? suggesting.found : null;
  const waiting = suggesting.status === 'loading' && view.groups.length === 0;
  let index = 0;
  return html`
    ${found?.emergency ? emergencyBanner(found.emergency) : nothing}
    ${found?.corrected ? note('info', html`${t('search.understood')} <b>${found.corrected}</b>`) : nothing}
    ${view.notice ? note('info', html`${view.notice}`) : nothing}
    ${suggesting.status === 'offline' ? note('wifi', offline(view.keptAt)) : nothing}
    ${
      suggesting.status === 'error'
        ? note(
            'alert',
            html`<b>${t('search.error')}</b> ${t('search.error.help')} <a href="/annuaire">${t('nav.directory')}</a>`,
          )
        : nothing
    }
    ${waiting ? skeleton() : nothing}
    ${
      found && view.groups.length === 0 && found.query !== '' && !found.emergency
        ? html`<div class="none">
            <h3>${t('search.none', { q: found.query })}</h3>
            <p>${t('search.none.help')}</p>
          </div>`
        : nothing
    }
    <div
      role="listbox"
      id=${view.id}
      aria-label=${t('search.suggestions')}
      aria-busy=${suggesting.status === 'loading'}
    >
      ${view.groups.map((group, position) => {
        const titleId = `${view.id}-g${position}`;
        const options = group.options.map(option => drawOption(view, option, index++));
        return group.title === null
          ? options
          : html`<div role="group" aria-labelledby=${titleId}>
              <div class="grp-t" id=${titleId} role="presentation">${group.title}</div>
              ${options}
            </div>`;
      })}
    </div>
    ${
      found?.ambiguous && /psy/i.test(found.query)
        ? note(
            'phone',
            html`${t('search.talk')} <a href="tel:3114"><b>3114</b></a
              >${t('search.talk.after')}`,
          )
        : nothing
    }
  `;
}

function drawOption(view: ListboxView, option: Option, index: number): TemplateResult {
  return html`<div
    role="option"
    id=${optionId(view.id, index)}
    class="op ${option.detail ? 'tall' : ''} ${index === view.active ? 'act' : ''}"
    aria-selected=${index === view.active}
    @click=${() => view.pick(option)}
    @pointermove=${() => index !== view.active && view.point(index)}
  >
    ${'kind' in option.mark ? shape(option.mark.kind) : icon(option.mark.icon)}
    <span
      >${marked(option.label, option.spans).map(part => (part.hit ? html`<mark>${part.text}</mark>` : part.text))}${
        option.detail ? html`<small>${option.detail}</small>` : nothing
      }</span
    >
    ${option.count === null ? nothing : html`<span class="c">${option.count}</span>`}
  </div>`;
}

const note = (mark: string, text: TemplateResult): TemplateResult =>
  html`<p class="note">${icon(mark)}<span>${text}</span></p>`;

const offline = (keptAt: Date | null): TemplateResult =>
  html`<b>${t('search.offline')}</b>
    ${keptAt ? t('search.offline.kept', { time: clock(keptAt) }) : t('search.offline.nothing')}`;

// Shown by the stylesheet after 200 ms only: a quick answer must not flash.
const skeleton = (): TemplateResult =>
  html`<div class="skeleton" aria-hidden="true">
    ${['', 'b', ''].map(width => html`<div class="op"><span class="sk-k"></span><span class="sk ${width}"></span></div>`)}
  </div>`;
