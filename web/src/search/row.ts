// One row of the list: shape and number, name, what it is, where, at most two facts, phone. The whole row opens the card.
import { html, nothing, type TemplateResult } from 'lit';
import type { Item } from '../api/types';
import { plural, t } from '../text/catalogue';
import { distance, phone, phoneLink } from '../text/format';
import { flagIcon, flagLabel, rowFacts } from '../ui/flags';
import { icon, numbered } from '../ui/icons';

export interface RowView {
  item: Item;
  number: number;
  selected: boolean;
  hovered: boolean;
  /** Address of the page with this card open, so that the link works in a new tab. */
  link: string;
  open: (item: Item) => void;
  point: (listing: string | null) => void;
}

export function row({ item, number, selected, hovered, link, open, point }: RowView): TemplateResult {
  const choose = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(item);
  };
  return html`<li
    class="row ${selected ? 'sel' : ''} ${hovered ? 'hov' : ''}"
    data-listing=${item.listing}
    @pointerenter=${() => point(item.listing)}
    @pointerleave=${() => point(null)}
    @focusin=${() => point(item.listing)}
    @focusout=${() => point(null)}
  >
    ${numbered(item.kind, number)}
    <h2>
      <a href=${link} aria-current=${selected ? 'true' : nothing} @click=${choose}
        ><span class="vh">${number}. </span>${item.label}</a
      >
    </h2>
    ${item.distance_m === null || item.precision !== 'address' ? nothing : html`<span class="km">${distance(item.distance_m)}</span>`}
    ${item.detail && item.detail !== item.label ? html`<p class="what">${item.detail}</p>` : nothing}
    <p class="addr">${[item.address, item.commune].filter(Boolean).join(', ')}${approximate(item)}</p>
    ${facts(item)} ${call(item)}
  </li>`;
}

function approximate(item: Item): TemplateResult | typeof nothing {
  if (item.precision === 'commune') return html`<small>${t('list.commune_only')}</small>`;
  return item.precision === 'none' ? html`<small>${t('list.no_position')}</small>` : nothing;
}

function facts(item: Item): TemplateResult | typeof nothing {
  const shown: TemplateResult[] = rowFacts(item.flags).map(flag =>
    flag === 'new_patients'
      ? html`<span class="badge ok">${icon('check')}${flagLabel(flag)}</span>`
      : html`<span>${icon(flagIcon(flag), true)}${flagLabel(flag)}</span>`,
  );
  if (shown.length < 2 && item.flags_no.includes('new_patients')) {
    shown.unshift(html`<span class="badge">${icon('x')}${t('flag.new_patients.no')}</span>`);
  }
  if (item.quantity !== null && item.quantity > 0)
    shown.push(html`<span>${plural('list.quantity', item.quantity)}</span>`);
  if (item.capacity !== null && item.capacity > 0)
    shown.push(html`<span>${icon('group', true)}${t('list.capacity', { n: item.capacity })}</span>`);
  // A commune's centre is no address: the people put there do not work together.
  if (shown.length < 2 && item.same_point > 1 && item.precision === 'address') {
    shown.push(html`<span>${icon('group', true)}${t('list.same_point.many', { n: item.same_point })}</span>`);
  }
  return shown.length === 0 ? nothing : html`<p class="tags">${shown.slice(0, 2)}</p>`;
}

function call(item: Item): TemplateResult {
  return item.phone
    ? html`<a
        class="tel"
        href=${phoneLink(item.phone)}
        aria-label=${t('list.call', { name: item.label, phone: phone(item.phone) })}
        >${icon('phone')}<span>${phone(item.phone)}</span></a
      >`
    : html`<span class="tel none" title=${t('list.no_phone.why')}>${t('list.no_phone')}</span>`;
}
