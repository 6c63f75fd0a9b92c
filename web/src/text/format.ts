// Distances, phones, dates and places as people write them. Pure apart from the chosen language.
import { count, language, t } from './catalogue';

/** Under a kilometre in tens of metres, then one decimal, then whole kilometres. */
export function distance(metres: number): string {
  if (metres < 995) return t('unit.m', { n: Math.max(10, Math.round(metres / 10) * 10) });
  const km = metres / 1000;
  return t('unit.km', { n: km < 9.95 ? count(km, 1) : count(Math.round(km)) });
}

/** `0199004112` → `01 99 00 41 12`, with no-break spaces; anything else is left as given. */
export function phone(number: string): string {
  const digits = national(number);
  return /^0\d{9}$/.test(digits) ? digits.replace(/(\d\d)(?=\d)/g, '$1\u00a0') : number;
}

/** The address of a call. Ten-digit numbers are dialled with the country's prefix, which works from anywhere. */
export function phoneLink(number: string): string {
  const digits = national(number);
  return /^0\d{9}$/.test(digits) ? `tel:+33${digits.slice(1)}` : `tel:${number.replace(/[^\d+]/g, '')}`;
}

const national = (number: string): string => number.replace(/[\s.\-()]/g, '').replace(/^(?:\+|00)33/, '0');

/** `2026-11-04` → `4 nov. 2026`. The first of a month is « 1er » in French. Anything else is left as given. */
export function day(date: string): string {
  const match = /^(\d{4})-(\d\d)(?:-(\d\d))?/.exec(date);
  if (!match) return date;
  const [, year, month, dayOfMonth] = match;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(dayOfMonth ?? 1)));
  const options: Intl.DateTimeFormatOptions = { month: 'short', year: 'numeric', timeZone: 'UTC' };
  if (dayOfMonth) options.day = 'numeric';
  const text = new Intl.DateTimeFormat(language() === 'fr' ? 'fr' : 'en-GB', options).format(at);
  return (language() === 'fr' ? text.replace(/^1 /, '1er ') : text).replaceAll(' ', '\u00a0');
}

/** `7 h 40` in French, `7:40` in English, in the visitor's own time. */
export function clock(at: Date): string {
  const minutes = String(at.getMinutes()).padStart(2, '0');
  return language() === 'fr' ? `${at.getHours()}\u00a0h\u00a0${minutes}` : `${at.getHours()}:${minutes}`;
}

/** The frame says it in French (« en Martinique »); other languages make their own. */
export const inTerritory = (territory: { label: string; in: string }): string =>
  language() === 'fr' ? territory.in : `in ${territory.label}`;

/** « au Lamentin », « aux Trois-Îlets », « à La Trinité », « à Fort-de-France ». */
export function inPlace(label: string): string {
  if (language() === 'en') return `in ${label}`;
  if (label.startsWith('Le ')) return `au ${label.slice(3)}`;
  if (label.startsWith('Les ')) return `aux ${label.slice(4)}`;
  return `à ${label}`;
}
