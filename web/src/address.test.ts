import { describe, expect, it } from 'vitest';
import { parseAddress, printAddress, type Addressed } from './address';
import { emptyQuery } from './state';

const blank: Addressed = { query: emptyQuery(), selected: null, view: 'list', lang: 'fr', theme: null, camera: null };

describe('address', () => {
  it('is bare when nothing is asked', () => {
    expect(printAddress(blank)).toBe('/');
    expect(parseAddress('', '')).toEqual(blank);
  });

  it('names a language only when it is not the reader\'s own', () => {
    expect(parseAddress('', '', 'en').lang).toBe('en');
    expect(printAddress({ ...blank, lang: 'en' }, 'en')).toBe('/');
    expect(printAddress(blank, 'en')).toBe('/?lang=fr');
    expect(parseAddress('?lang=fr', '', 'en').lang).toBe('fr');
  });

  const states: [string, Partial<Addressed>][] = [
    ['/?q=kin%C3%A9+le+lamentin', { query: { ...emptyQuery(), q: 'kiné le lamentin' } }],
    [
      '/?kind=pharmacy,shelter&flag=wheelchair',
      { query: { ...emptyQuery(), kind: ['pharmacy', 'shelter'], flag: ['wheelchair'] } },
    ],
    [
      '/?territory=commune:97213&profession=R95:93',
      { query: { ...emptyQuery(), territory: ['commune:97213'], profession: ['R95:93'] } },
    ],
    ['/?near=-61.01,14.61', { query: { ...emptyQuery(), near: [-61.01, 14.61] } }],
    ['/?bbox=-61.10000,14.50000,-61.00000,14.60000', { query: { ...emptyQuery(), bbox: [-61.1, 14.5, -61, 14.6] } }],
    [
      '/?sel=rpps:99000000001@site:R1%2360&view=map&lang=en&theme=dark',
      { selected: 'rpps:99000000001@site:R1#60', view: 'map', lang: 'en', theme: 'dark' },
    ],
    [
      '/?q=a%26b%3Dc%3F#map=9.5/14.64/-61.02',
      { query: { ...emptyQuery(), q: 'a&b=c?' }, camera: { zoom: 9.5, lat: 14.64, lon: -61.02 } },
    ],
  ];
  it.each(states)('%s, there and back', (address, state) => {
    const whole = { ...blank, ...state };
    expect(printAddress(whole)).toBe(address);
    const url = new URL(address, 'http://carbet.example');
    expect(parseAddress(url.search, url.hash)).toEqual(whole);
  });

  it('accepts repeated parameters as well as commas, once each', () => {
    expect(parseAddress('?kind=pharmacy&kind=shelter,pharmacy', '').query.kind).toEqual(['pharmacy', 'shelter']);
  });

  it('rounds a shared position to two decimals', () => {
    expect(printAddress({ ...blank, query: { ...emptyQuery(), near: [-61.01234, 14.60987] } })).toBe(
      '/?near=-61.01,14.61',
    );
  });

  it('says nothing of a view drawn around the visitor', () => {
    const camera = { zoom: 15, lat: 14.6117, lon: -61.0032 };
    const query = { ...emptyQuery(), q: 'kine', bbox: [-61.01, 14.6, -61, 14.62] as [number, number, number, number] };
    expect(printAddress({ ...blank, query, camera, here: [-61.003, 14.612] })).toBe('/?q=kine');
  });

  it.each(['?near=x,1', '?near=1', '?bbox=1,2,3', '?bbox=a,b,c,d', '?theme=red', '?lang=de', '?view=globe'])(
    'ignores what it cannot read: %s',
    search => {
      expect(parseAddress(search, '')).toEqual(blank);
    },
  );
});
