// The state of the page ↔ its address. Pure. The visitor's own position never passes here.
import type { Bounds, LonLat } from './api/types';
import { parseHash, printHash } from './map/hash';
import { LISTS, emptyQuery, type Query, type State } from './state';
import type { Lang } from './text/catalogue';

export type Addressed = Pick<State, 'query' | 'selected' | 'view' | 'lang' | 'theme' | 'camera'>;

/** `preferred` is the reader's own language: an address that names none means it. */
export function parseAddress(search: string, hash: string, preferred: Lang = 'fr'): Addressed {
  const given = new URLSearchParams(search);
  const query = emptyQuery();
  query.q = given.get('q')?.trim() ?? '';
  for (const name of LISTS) {
    const values = given
      .getAll(name)
      .flatMap(value => value.split(','))
      .map(value => value.trim());
    query[name] = [...new Set(values.filter(value => value !== ''))];
  }
  query.near = numbers(given.get('near'), 2) as LonLat | null;
  query.bbox = numbers(given.get('bbox'), 4) as Bounds | null;
  const theme = given.get('theme');
  return {
    query,
    selected: given.get('sel') || null,
    view: given.get('view') === 'map' ? 'map' : 'list',
    lang: given.get('lang') === 'en' ? 'en' : given.get('lang') === 'fr' ? 'fr' : preferred,
    theme: theme === 'dark' || theme === 'light' ? theme : null,
    camera: parseHash(hash),
  };
}

/**
 * While the visitor's own position is known (`here`), the view of the map and its area are left out: both were drawn around
 * it, and would tell a stranger where the visitor is.
 */
export function printAddress(state: Addressed & { here?: LonLat | null }, preferred: Lang = 'fr'): string {
  const parts: string[] = [];
  const add = (name: string, value: string): void => {
    if (value !== '') parts.push(`${name}=${readable(value)}`);
  };
  add('q', state.query.q);
  for (const name of LISTS) add(name, state.query[name].join(','));
  // Two decimals are about a kilometre: a shared link tells a neighbourhood, never a doorstep.
  if (state.query.near) add('near', state.query.near.map(degree => degree.toFixed(2)).join(','));
  if (state.query.bbox && !state.here) add('bbox', state.query.bbox.map(degree => degree.toFixed(5)).join(','));
  add('sel', state.selected ?? '');
  if (state.view === 'map') add('view', 'map');
  if (state.lang !== preferred) add('lang', state.lang);
  add('theme', state.theme ?? '');
  return `/${parts.length > 0 ? `?${parts.join('&')}` : ''}${state.here ? '' : printHash(state.camera)}`;
}

/** Escapes what must be, leaves `:` `,` `@` alone (`#` has to be escaped): people read and share these addresses. */
const readable = (value: string): string =>
  encodeURIComponent(value)
    .replace(/%(3A|2C|40)/g, escaped => decodeURIComponent(escaped))
    .replaceAll('%20', '+');

function numbers(text: string | null, count: 2 | 4): number[] | null {
  const parts = text?.split(',').map(Number) ?? [];
  return parts.length === count && parts.every(Number.isFinite) ? parts : null;
}

/** The part of the address that names what is asked and chosen: a change there is a step of the history. */
export const sameQuestion = (a: Query, b: Query): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
