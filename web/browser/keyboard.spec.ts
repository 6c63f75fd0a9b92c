// The same walk without a mouse: everything reached, focus never lost.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { Answer } from '../src/api/types';
import { ask, closeBrowser, listReady, mapReady, openBrowser, visit, type WithEngine } from './visit';

beforeAll(openBrowser);
afterAll(closeBrowser);

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const here = document.activeElement;
    return here
      ? `${here.tagName.toLowerCase()}${here.id ? `#${here.id}` : ''} ${here.getAttribute('aria-label') ?? here.textContent?.trim().slice(0, 60) ?? ''}`.trim()
      : '';
  });

async function tabTo(page: Page, what: RegExp, most = 60): Promise<void> {
  const seen: string[] = [];
  for (let step = 0; step < most; step++) {
    const here = await focused(page);
    if (what.test(here)) return;
    seen.push(here);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${what}: ${seen.join(' | ')}`);
}

it('searches, chooses a suggestion, opens a card and comes back to its row', async () => {
  const { page, close } = await visit('/');
  await listReady(page);
  await page.keyboard.press('Tab');
  expect(await focused(page)).toContain('Aller à la liste');
  const field = page.getByRole('combobox', { name: 'Profession, lieu ou nom' });
  await tabTo(page, /^input/);
  await page.keyboard.type('infirmier');
  await expect.poll(() => page.locator('[role=status]', { hasText: /suggestion/ }).count()).toBeGreaterThan(0);
  await page.keyboard.press('ArrowDown');
  const active = await field.getAttribute('aria-activedescendant');
  expect(active).not.toBeNull();
  expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Enter');
  await expect.poll(() => field.getAttribute('aria-expanded')).toBe('false');
  await listReady(page);
  await expect.poll(() => page.url()).not.toMatch(/\/$/);

  const first = page.locator('.row h2 a').first();
  await first.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toMatch(/sheet-title/);
  await page.keyboard.press('Escape');
  await expect.poll(() => first.evaluate(element => element === document.activeElement)).toBe(true);
  await close();
});

it('closes the suggestions with Escape, then clears the field', async () => {
  const { page, close } = await visit('/?q=pharmacie');
  await listReady(page);
  const field = page.getByRole('combobox', { name: 'Profession, lieu ou nom' });
  await field.focus();
  await expect.poll(() => field.getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('Escape');
  expect(await field.getAttribute('aria-expanded')).toBe('false');
  expect(await field.inputValue()).toBe('pharmacie');
  await page.keyboard.press('Escape');
  await expect.poll(() => field.inputValue()).toBe('');
  await close();
});

it('opens the panel of filters, ticks one, applies, and gets the focus back', async () => {
  const { page, close } = await visit('/');
  await listReady(page);
  await page.getByRole('button', { name: /Tous les filtres/ }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toMatch(/facets-title/);
  await page.locator('input[data-facet="kind=pharmacy"]').focus();
  await page.keyboard.press('Space');
  const { total } = await ask<Answer>('/api/search?kind=pharmacy&limit=0');
  await expect
    .poll(async () => (await page.locator('.facets footer .main').textContent())?.replace(/\D/g, ''))
    .toBe(String(total));
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toMatch(/Tous les filtres/);
  expect(await page.locator('.facets').count()).toBe(0);
  await close();
});

it('pans and zooms the map from its one stop, and leaves it with Escape', async () => {
  const { page, close } = await visit('/');
  await listReady(page);
  await mapReady(page);
  const view = (): Promise<{ zoom: number; lng: number }> =>
    page.evaluate(() => {
      const map = (document.querySelector('carbet-map') as unknown as WithEngine).engine?.map;
      return { zoom: map?.getZoom() ?? 0, lng: map?.getCenter().lng ?? 0 };
    });
  const before = await view();
  await page.locator('.maplibregl-canvas').focus();
  await page.keyboard.press('+');
  await expect.poll(async () => (await view()).zoom).toBeGreaterThan(before.zoom + 0.5);
  const zoomed = await view();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await view()).lng).toBeGreaterThan(zoomed.lng);
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toMatch(/^button/);
  await close();
});
