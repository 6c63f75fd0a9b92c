// The parts that every card is made of: head, the one next step, address, membership, end. Knows no feature.
import { html, nothing, type TemplateResult } from 'lit';
import type { Address, Precision, TerritoryLink } from '../api/types';
import { t } from '../text/catalogue';
import { phone, phoneLink } from '../text/format';
import { icon, numbered } from './icons';
import { toast } from './toast';

export function cardHead(
  kind: string | null,
  number: number | null,
  title: string,
  sub: string | null,
): TemplateResult {
  return html`<div class="card-h">
    ${numbered(kind, number)}
    <div>
      <h2 id="sheet-title" tabindex="-1">${title}</h2>
      ${sub ? html`<p class="sub">${sub}</p>` : nothing}
    </div>
  </div>`;
}

/** One filled button: call. Without a number: say so, and say what to do instead. */
export function nextStep(
  number: string | null,
  routeUrl: string | null,
  help: 'professional' | 'place',
): TemplateResult {
  return html`<div class="acts" ?hidden=${!number && !routeUrl}>
      ${number
        ? html`<a class="btn main call" href=${phoneLink(number)}>${icon('phone', true)}<span class="vh">${t('card.call')} </span>${phone(number)}</a>`
        : nothing}
      ${routeUrl
        ? html`<a class="btn route" href=${routeUrl} target="_blank" rel="noreferrer noopener">${icon('route', true)}${t('card.route')}</a>`
        : nothing}
    </div>
    ${number ? nothing : html`<p class="no-phone"><b>${t('card.no_phone')}.</b> ${t(`card.no_phone.help.${help}`)}</p>`}`;
}

/** `title` is what stands above: a complement that repeats it is left out. */
export function addressLines(address: Address, precision: Precision, title: string | null = null): TemplateResult {
  const repeated = address.complement === title || address.complement === address.line;
  const complement = repeated ? null : address.complement;
  const town = [address.postcode, address.commune].filter(Boolean).join(' ');
  return html`<p class="address">
      ${complement ? html`<span>${complement}</span>` : nothing}
      ${address.line ? html`<span>${address.line}</span>` : nothing}
      <span>${town}</span>
    </p>
    ${address.line || address.complement ? nothing : html`<p class="hint">${t('card.no_address')}</p>`}
    ${precision === 'commune' ? html`<p class="hint">${t('card.commune_only')}</p>` : nothing}
    ${precision === 'none' ? html`<p class="hint">${t('card.no_position')}</p>` : nothing}`;
}

/** The groups one belongs to; the address already says the commune, and the page the département. */
export function membership(all: readonly TerritoryLink[]): TemplateResult | typeof nothing {
  const territories = all.filter(({ id }) => !/^(commune|departement):/.test(id));
  if (territories.length === 0) return nothing;
  return html`<section>
    <h3>${t('card.territories')}</h3>
    <p class="facts">
      ${territories.map(territory => html`<span class="badge place">${icon('group')}${territory.label}</span>`)}
    </p>
  </section>`;
}

export function cardEnd(page: string): TemplateResult {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      toast(t('share.copied'));
    } catch {
      toast(t('share.failed'));
    }
  };
  return html`<div class="card-end">
    <a class="btn bare" href=${page}>${icon('list', true)}${t('sheet.page')}</a>
    <button class="btn bare" @click=${copy}>${icon('link', true)}${t('sheet.copy')}</button>
  </div>`;
}
