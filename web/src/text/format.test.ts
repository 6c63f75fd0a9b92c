import { afterEach, describe, expect, it } from 'vitest';
import { useLanguage } from './catalogue';
import { clock, day, distance, inPlace, phone, phoneLink } from './format';

afterEach(() => useLanguage('fr'));

it.each([
  [0, '10 m'],
  [4, '10 m'],
  [86, '90 m'],
  [994, '990 m'],
  [995, '1,0 km'],
  [2480, '2,5 km'],
  [9940, '9,9 km'],
  [9960, '10 km'],
  [42_400, '42 km'],
])('%d m is %s', (metres, text) => {
  expect(distance(metres).replaceAll('\u00a0', ' ')).toBe(text);
});

describe('phone', () => {
  it.each([
    ['0199004112', '01 99 00 41 12', 'tel:+33199004112'],
    ['01 99 00 41 12', '01 99 00 41 12', 'tel:+33199004112'],
    ['+33639981024', '06 39 98 10 24', 'tel:+33639981024'],
    ['15', '15', 'tel:15'],
    ['3114', '3114', 'tel:3114'],
    ['+596 696 00 00', '+596 696 00 00', 'tel:+5966960000'],
  ])('%s', (given, shown, link) => {
    expect(phone(given).replaceAll('\u00a0', ' ')).toBe(shown);
    expect(phoneLink(given)).toBe(link);
  });
});

it.each([
  ['2026-11-04', '4 nov. 2026'],
  ['2027-02-01', '1er févr. 2027'],
  ['2026-11', 'nov. 2026'],
  ['bientôt', 'bientôt'],
])('%s is %s', (date, text) => {
  expect(day(date).replaceAll('\u00a0', ' ')).toBe(text);
});

it('writes dates and hours in English too', async () => {
  await useLanguage('en');
  expect(day('2026-11-04').replaceAll('\u00a0', ' ')).toBe('4 Nov 2026');
  expect(clock(new Date(2026, 10, 4, 7, 5))).toBe('7:05');
  expect(inPlace('Le Lamentin')).toBe('in Le Lamentin');
});

it('writes hours in French', () => {
  expect(clock(new Date(2026, 10, 4, 7, 5)).replaceAll('\u00a0', ' ')).toBe('7 h 05');
});

it.each([
  ['Le Lamentin', 'au Lamentin'],
  ['Les Trois-Îlets', 'aux Trois-Îlets'],
  ['La Trinité', 'à La Trinité'],
  ['L’Ajoupa-Bouillon', 'à L’Ajoupa-Bouillon'],
  ['Fort-de-France', 'à Fort-de-France'],
])('%s: %s', (label, text) => {
  expect(inPlace(label)).toBe(text);
});
