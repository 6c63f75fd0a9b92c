// The same product at 360 px: list first, map at a touch, a sheet for the card, nothing that scrolls sideways.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Answer } from '../src/api/types';
import { PHONE, ask, closeBrowser, listReady, mapReady, openBrowser, visit } from './visit';

beforeAll(openBrowser);
afterAll(closeBrowser);

const phone = { viewport: PHONE, hasTouch: true, isMobile: true };

it('shows the list first and loads no map until asked', async () => {
  const { page, close } = await visit('/', phone);
  await listReady(page);
  expect(await page.locator('.mapbox').isVisible()).toBe(false);
  expect(
    await page.evaluate(() => performance.getEntriesByType('resource').some(entry => /\/map-|worker/.test(entry.name))),
  ).toBe(false);
  await page.getByRole('button', { name: 'Carte', exact: true }).tap();
  await mapReady(page);
  expect(await page.locator('.mapbox').isVisible()).toBe(true);
  expect(new URL(page.url()).searchParams.get('view')).toBe('map');
  await page.goBack();
  await expect.poll(() => page.locator('.mapbox').isVisible()).toBe(false);
  await close();
});

it.each([320, 360, 412])('does not scroll sideways at %d px', async width => {
  const { page, close } = await visit('/', { ...phone, viewport: { width, height: 740 } });
  await listReady(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await close();
});

it('searches on a screen of its own', async () => {
  const { page, close } = await visit('/', phone);
  await listReady(page);
  await page.getByRole('button', { name: /Modifier la recherche/ }).tap();
  const field = page.getByRole('combobox', { name: 'Profession, lieu ou nom' });
  await field.fill('pharmacie');
  await page
    .getByRole('option', { name: /pharmacie/i })
    .first()
    .tap();
  await expect.poll(() => field.isVisible()).toBe(false);
  await listReady(page);
  await expect.poll(() => new URL(page.url()).search).not.toBe('');
  await close();
});

it('opens the filters on the whole screen and keeps Tab inside', async () => {
  const { page, close } = await visit('/', phone);
  await listReady(page);
  await page.getByRole('button', { name: /^Filtres/ }).tap();
  const panel = page.getByRole('dialog', { name: 'Tous les filtres' });
  await panel.waitFor();
  const box = await panel.boundingBox();
  expect(box).toMatchObject({ x: 0, y: 0, width: PHONE.width, height: PHONE.height });
  await page.keyboard.press('Shift+Tab');
  expect(await panel.evaluate(element => element.contains(document.activeElement))).toBe(true);
  await panel.getByRole('button', { name: 'Fermer les filtres' }).tap();
  await expect.poll(() => panel.count()).toBe(0);
  await close();
});

it('opens the card as a sheet, walks the numbers, and closes', async () => {
  const { items } = await ask<Answer>('/api/search?kind=pharmacy&limit=2');
  const { page, close } = await visit('/?kind=pharmacy&view=map', phone);
  await listReady(page);
  await mapReady(page);
  await page.goto(page.url().replace('view=map', `view=map&sel=${encodeURIComponent(items[0]?.listing ?? '')}`));
  await page.locator('.sheet .origin').waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Résultat suivant' }).tap();
  await expect.poll(() => page.locator('#sheet-title').textContent()).toBe(items[1]?.label);
  await page.getByRole('button', { name: 'Agrandir la fiche' }).tap();
  await expect.poll(async () => (await page.locator('.sheet').boundingBox())?.height ?? 0).toBeGreaterThan(600);
  await page.getByRole('button', { name: 'Fermer la fiche' }).tap();
  await expect.poll(() => page.locator('.sheet').count()).toBe(0);
  await close();
});

it('has targets of 44 px for a thumb', async () => {
  const { page, close } = await visit('/', phone);
  await listReady(page);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.dock button, .sos, .menu-b, .summary .open, a.tel')]
      .map(target => ({ name: target.textContent?.trim().slice(0, 30), box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 44 || box.height < 44))
      .map(({ name, box }) => `${name} ${box.width}×${box.height}`),
  );
  expect(small).toEqual([]);
  await close();
});
