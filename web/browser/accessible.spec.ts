// axe finds nothing, on every state of the page and on the plain pages, in light and in dark.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Frame } from '../src/api/types';
import { PHONE, ask, closeBrowser, faults, listReady, mapReady, openBrowser, visit } from './visit';

beforeAll(openBrowser);
afterAll(closeBrowser);

describe.each(['light', 'dark'] as const)('in %s', colorScheme => {
  it('the map page', async () => {
    const { page, close } = await visit('/', { colorScheme });
    await listReady(page);
    await mapReady(page);
    expect(await faults(page)).toEqual([]);
    await close();
  });

  it('a card open', async () => {
    const { page, close } = await visit('/?kind=professional', { colorScheme });
    await listReady(page);
    await page.locator('.row h2 a').first().click();
    await page.locator('.sheet .origin').waitFor({ state: 'attached' });
    expect(await faults(page)).toEqual([]);
    await close();
  });

  it('the panel of filters open', async () => {
    const { page, close } = await visit('/?flag=wheelchair', { colorScheme });
    await listReady(page);
    await page.getByRole('button', { name: /Tous les filtres/ }).click();
    await page.locator('.facets').waitFor();
    expect(await faults(page)).toEqual([]);
    await close();
  });

  it('suggestions open', async () => {
    const { page, close } = await visit('/', { colorScheme });
    await listReady(page);
    await page.getByRole('combobox', { name: 'Profession, lieu ou nom' }).fill('ca');
    await page.getByRole('option').first().waitFor();
    expect(await faults(page)).toEqual([]);
    await close();
  });

  it('nothing found', async () => {
    const { page, close } = await visit('/?q=zzzzqqqq', { colorScheme });
    await listReady(page);
    expect(await faults(page)).toEqual([]);
    await close();
  });

  it('a phone, list then map with a sheet', async () => {
    const { items } = await ask<Answer>('/api/search?kind=pharmacy&limit=1');
    const { page, close } = await visit('/?kind=pharmacy', {
      colorScheme,
      viewport: PHONE,
      hasTouch: true,
      isMobile: true,
    });
    await listReady(page);
    expect(await faults(page)).toEqual([]);
    await page.goto(`${page.url()}&view=map&sel=${encodeURIComponent(items[0]?.listing ?? '')}`);
    await page.locator('.sheet .origin').waitFor({ state: 'attached' });
    await mapReady(page);
    expect(await faults(page)).toEqual([]);
    await close();
  });

  it('the plain pages', async () => {
    const frame = await ask<Frame>('/api/frame');
    const { items } = await ask<Answer>('/api/search?q=kine&limit=1');
    const commune = frame.communes.find(candidate => candidate.count > 0);
    const paths = [
      '/annuaire',
      '/annuaire?q=kine',
      `/annuaire/${commune?.slug ?? ''}`,
      `/fiche/${items[0]?.id ?? ''}`,
      '/sources',
      '/nulle-part',
    ];
    for (const path of paths) {
      const { page, close } = await visit(path, { colorScheme });
      expect([path, await faults(page)]).toEqual([path, []]);
      await close();
    }
  });
});
