// Every journey again with JavaScript off: search, list, card, sources, on the plain pages.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Answer, Frame } from '../src/api/types';
import { PHONE, ask, closeBrowser, openBrowser, visit } from './visit';

beforeAll(openBrowser);
afterAll(closeBrowser);

const plain = { javaScriptEnabled: false };

it('the map page offers a form and the directory', async () => {
  const { page, close } = await visit('/', plain);
  const field = page.locator('input[name=q]');
  expect(await field.isVisible()).toBe(true);
  await field.fill('kine');
  await field.press('Enter');
  await page.waitForURL(/\/annuaire\?q=kine/);
  await close();
});

it('searches, lists the same items in the same order as the API, and opens a card', async () => {
  const answer = await ask<Answer>('/api/search?q=kine&limit=10');
  const { page, foreign, close } = await visit('/annuaire?q=kine', plain);
  const names = await page.locator('table.dir tbody th a').allTextContents();
  expect(names.slice(0, answer.items.length).map(name => name.trim())).toEqual(
    answer.items.slice(0, names.length).map(item => item.label),
  );
  await page.locator('table.dir tbody th a').first().click();
  await page.waitForURL(/\/fiche\//);
  expect((await page.locator('h1').textContent())?.trim()).toContain(answer.items[0]?.label);
  expect(foreign).toEqual([]);
  await close();
});

it('goes from the directory to a commune, a trade and a card', async () => {
  const frame = await ask<Frame>('/api/frame');
  const commune = frame.communes.find(candidate => candidate.count > 10);
  const { page, close } = await visit('/annuaire', plain);
  await page.locator(`a[href="/annuaire/${commune?.slug}"]`).first().click();
  await page.waitForURL(`**/annuaire/${commune?.slug}`);
  expect(await page.locator('h1').textContent()).toContain(commune?.label.replace(/^Les? /, ''));
  await page.locator(`main a[href^="/annuaire/${commune?.slug}/"]`).first().click();
  await page.locator('table.dir tbody th a').first().click();
  await page.waitForURL(/\/fiche\//);
  await close();
});

it('turns the pages of a long list', async () => {
  const { page, close } = await visit('/annuaire?q=infirmier', plain);
  const first = await page.locator('table.dir tbody th a').first().textContent();
  const next = page.locator('nav.pages a', { hasText: 'suivante' });
  if ((await ask<Answer>('/api/search?q=infirmier&limit=0')).total > 100) {
    await next.click();
    expect(await page.locator('table.dir tbody th a').first().textContent()).not.toBe(first);
  }
  await close();
});

it('says where the data comes from, and is kind when an address leads nowhere', async () => {
  const sources = await visit('/sources', plain);
  expect(await sources.page.locator('table tbody tr').count()).toBeGreaterThan(0);
  await sources.close();
  const lost = await visit('/nulle-part', plain);
  expect(await lost.page.locator('a[href="/annuaire"]').count()).toBeGreaterThan(0);
  await lost.close();
});

it('fits a phone', async () => {
  for (const path of ['/', '/annuaire', '/annuaire?q=kine']) {
    const { page, close } = await visit(path, { ...plain, viewport: PHONE });
    expect([path, await page.locator('html').evaluate(element => element.scrollWidth)]).toEqual([path, PHONE.width]);
    await close();
  }
});
