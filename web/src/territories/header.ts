// The top of the page: whose territory this is, what the data is, the phone's menu, language and appearance.
import { html, nothing, render, type TemplateResult } from 'lit';
import { printAddress } from '../address';
import type { State, Store } from '../state';
import { t, preferredLanguage } from '../text/catalogue';
import { day, inTerritory } from '../text/format';
import { icon } from '../ui/icons';

export function startHeader(store: Store): void {
  const update = (state: State): void => {
    const { frame } = state;
    if (frame) {
      for (const tagline of document.querySelectorAll('[data-tagline]')) {
        tagline.textContent = t('brand.tagline', { in: inTerritory(frame.territory) });
      }
    }
    const notices = document.querySelector<HTMLElement>('#notices');
    if (notices) render(noticesOf(state), notices);
    const language = document.querySelector<HTMLAnchorElement>('[data-language]');
    if (language) {
      language.href = printAddress({ ...state, lang: state.lang === 'fr' ? 'en' : 'fr' }, preferredLanguage());
      language.lang = state.lang === 'fr' ? 'en' : 'fr';
    }
  };
  update(store.now);
  store.watch(update);
  startMenu();
}

function noticesOf({ frame, results }: State): TemplateResult {
  const fictional = (frame?.nature ?? results.answer?.nature) === 'fictional';
  const away = frame?.snapshot.database === 'away';
  return html`
    ${away
      ? html`<p class="notice away" role="status">
          ${icon('alert', true)}<span>${t('notice.away', { date: day(frame.snapshot.built_on) })}</span>
        </p>`
      : nothing}
    ${fictional ? html`<p class="notice">${icon('info', true)}<span>${t('notice.fictional')}</span></p>` : nothing}
  `;
}

/** Below 1200 px the navigation folds behind a button. */
function startMenu(): void {
  const button = document.querySelector<HTMLButtonElement>('.menu-b');
  const nav = document.querySelector<HTMLElement>('#nav');
  if (!button || !nav) return;
  const show = (open: boolean): void => {
    button.setAttribute('aria-expanded', String(open));
    nav.classList.toggle('open', open);
  };
  button.addEventListener('click', () => show(button.getAttribute('aria-expanded') !== 'true'));
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && nav.classList.contains('open')) {
      show(false);
      button.focus();
    }
  });
  document.addEventListener('click', event => {
    if (!nav.contains(event.target as Node) && !button.contains(event.target as Node)) show(false);
  });
}
