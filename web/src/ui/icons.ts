// Icons and kind shapes, from the one sprite (sprite.svg) that is inlined in every page, plain ones included.
import { html, nothing, svg, type TemplateResult } from 'lit';
import { KINDS, type Kind } from '../api/types';

export const icon = (name: string, small = false): TemplateResult =>
  html`<svg class=${small ? 'i s' : 'i'} aria-hidden="true">${svg`<use href=${`#i-${name}`}></use>`}</svg>`;

/** A kind the page does not know yet is drawn as a facility: a shape is better than a hole. */
export const knownKind = (kind: string | null | undefined): Kind =>
  KINDS.includes(kind as Kind) ? (kind as Kind) : 'facility';

export function shape(kind: string | null | undefined): TemplateResult {
  const known = knownKind(kind);
  return html`<svg class="k k-${known}" viewBox="0 0 32 32" aria-hidden="true">
    ${svg`<use href=${`#k-${known}`}></use>`}
  </svg>`;
}

/** The shape with its number, shared by the list, the card and the map. */
export function numbered(kind: string | null | undefined, n: number | null): TemplateResult {
  const known = knownKind(kind);
  return html`<span class="num k-${known}" aria-hidden="true"
    ><svg viewBox="0 0 32 32">${svg`<use href=${`#k-${known}`}></use>`}</svg
    >${n === null ? nothing : html`<b>${n}</b>`}</span
  >`;
}
