// The one catalogue of texts. French is in the first bundle; English is fetched when asked. No sentence lives elsewhere.
import fr from './fr.json';

export type Key = keyof typeof fr;
export type Lang = 'fr' | 'en';
type Catalogue = Record<string, string>;

let catalogue: Catalogue = fr;
let lang: Lang = 'fr';

export async function useLanguage(chosen: Lang): Promise<void> {
  lang = chosen;
  catalogue = chosen === 'en' ? (await import('./en.json')).default : fr;
}

export const language = (): Lang => lang;

/** The first of our languages among those the reader prefers, French otherwise: the plain pages follow the same rule. */
export const preferredLanguage = (languages: readonly string[] = navigator.languages): Lang =>
  languages.map(tag => tag.slice(0, 2).toLowerCase()).find(tag => tag === 'fr' || tag === 'en') === 'en' ? 'en' : 'fr';

/** The text of a key, with its {placeholders} filled. A missing key shows itself: tests refuse it, people can report it. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return fill(catalogue[key] ?? key, values);
}

/** For keys made from a value of the API (a new kind, a new flag): falls back on the given label. */
export function tOr(key: string, otherwise: string): string {
  return catalogue[key] ?? otherwise;
}

type Counted = { [K in Key]: K extends `${infer Stem}.many` ? Stem : never }[Key];

/** `stem.one` or `stem.many`, with {n} written in the language's way. */
export function plural(stem: Counted, n: number, values: Record<string, string | number> = {}): string {
  const key = isOne(n, lang) ? `${stem}.one` : `${stem}.many`;
  return fill(catalogue[key] ?? catalogue[`${stem}.many`] ?? stem, { n: count(n), ...values });
}

/** French counts 0 and 1 as one; English only 1. */
export const isOne = (n: number, inLang: Lang): boolean => (inLang === 'fr' ? Math.abs(n) < 2 : n === 1);

export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));

const numberFormats = new Map<string, Intl.NumberFormat>();
export function count(n: number, digits = 0): string {
  const name = `${lang}${digits}`;
  let format = numberFormats.get(name);
  if (!format) {
    format = new Intl.NumberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    numberFormats.set(name, format);
  }
  return format.format(n);
}

/** Writes the texts of a static page: data-text on the content, data-text-label on aria-label, data-text-hint on placeholder. */
export function writeStaticTexts(root: ParentNode): void {
  const each = (attribute: string, write: (element: Element, text: string) => void): void => {
    for (const element of root.querySelectorAll(`[${attribute}]`)) {
      write(element, t(element.getAttribute(attribute) as Key));
    }
  };
  each('data-text', (element, text) => {
    element.textContent = text;
  });
  each('data-text-label', (element, text) => element.setAttribute('aria-label', text));
  each('data-text-hint', (element, text) => element.setAttribute('placeholder', text));
}
