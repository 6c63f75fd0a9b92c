import { describe, expect, it } from 'vitest';
import { FLAGS, KINDS } from '../api/types';
import { fill, isOne, plural, preferredLanguage, t, useLanguage } from './catalogue';
import en from './en.json';
import fr from './fr.json';

const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? '').sort();

describe('catalogue', () => {
  it('speaks the first of our languages that the reader prefers, French otherwise', () => {
    for (const [languages, expected] of [
      [['en-GB', 'fr'], 'en'],
      [['de', 'fr-FR', 'en'], 'fr'],
      [['es', 'en-US'], 'en'],
      [['de'], 'fr'],
      [[], 'fr'],
    ] as const)
      expect(preferredLanguage(languages)).toBe(expected);
  });

  it('has the same keys in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
  });

  it('has the same holes in both languages, and no empty text', () => {
    const english: Record<string, string> = en;
    const uneven = Object.entries(fr).filter(
      ([key, text]) => holes(english[key] ?? '').join() !== holes(text).join() || text.trim() === '',
    );
    expect(uneven).toEqual([]);
  });

  it('names every kind and flag', () => {
    for (const kind of KINDS) for (const form of ['one', 'many']) expect(fr).toHaveProperty([`kind.${kind}.${form}`]);
    for (const flag of FLAGS)
      for (const form of ['', '.long', '.no']) expect(fr).toHaveProperty([`flag.${flag}${form}`]);
  });

  it('every plural has both forms', () => {
    const orphans = Object.keys(fr).filter(key => key.endsWith('.one') && !(key.replace(/\.one$/, '.many') in fr));
    expect(orphans).toEqual([]);
  });

  it('keeps French punctuation on the line: no plain space before : ; ? ! or inside « »', () => {
    const loose = Object.entries(fr)
      .filter(([, text]) => / [:;?!»]|« /.test(text))
      .map(([key]) => key);
    expect(loose).toEqual([]);
  });

  it('speaks calmly: no exclamation mark', () => {
    expect(Object.values({ ...fr, ...en }).filter(text => text.includes('!'))).toEqual([]);
  });
});

it('fills holes and leaves unknown ones to be seen', () => {
  expect(fill('{a} et {b}', { a: 1 })).toBe('1 et {b}');
});

it('counts one as each language does', async () => {
  expect([0, 1, 1.5, 2].map(n => isOne(n, 'fr'))).toEqual([true, true, true, false]);
  expect([0, 1, 2].map(n => isOne(n, 'en'))).toEqual([false, true, false]);
  await useLanguage('en');
  expect(t('view.list')).toBe('List');
  expect(plural('list.total', 0)).toBe('results');
  await useLanguage('fr');
  expect(plural('list.total', 0)).toBe('résultat');
  expect(plural('search.places', 1234)).toBe('1\u202f234 lieux');
});
