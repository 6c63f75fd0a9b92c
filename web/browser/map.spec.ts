// Someone looks for care with a mouse: load, search, filter, list and map in step, address and history.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Frame } from '../src/api/types';
import {
  ask,
  closeBrowser,
  listReady,
  mapReady,
  marksOn,
  onCanvas,
  openBrowser,
  visit,
  type WithEngine,
} from './visit';

beforeAll(openBrowser);
afterAll(closeBrowser);

const total = (text: string | null): number => Number((text ?? '').replace(/\D/g, ''));

describe('the map page', () => {
  it('loads whole from one address, without a complaint, and shows what the API answers', async () => {
    const { page, complaints, foreign, close } = await visit('/');
    await listReady(page);
    await mapReady(page);
    const answer = await ask<Answer>('/api/search?limit=20');
    expect(total(await page.locator('.counts b').first().textContent())).toBe(answer.total);
    expect(await page.locator('.row').count()).toBe(answer.items.length);
    expect(await page.locator('.row h2 a').first().textContent()).toContain(answer.items[0]?.label);
    expect(await page.title()).toContain('Carbet');
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(complaints).toEqual([]);
    expect(foreign).toEqual([]);
    await close();
  });

  it('says that the data is fictional when it is', async () => {
    const frame = await ask<Frame>('/api/frame');
    const { page, close } = await visit('/');
    await listReady(page);
    if (frame.nature === 'fictional') await page.locator('.notice', { hasText: 'fictifs' }).waitFor();
    else expect(await page.locator('.notice', { hasText: 'fictifs' }).count()).toBe(0);
    await close();
  });

  it('draws clusters whose counts add up to what is located', async () => {
    const { page, close } = await visit('/');
    await listReady(page);
    await mapReady(page);
    const answer = await ask<Answer>('/api/search?limit=0');
    const drawn = await page.evaluate(() => {
      const { engine } = document.querySelector('carbet-map') as unknown as WithEngine;
      return (engine?.map.querySourceFeatures('places', { sourceLayer: 'places' }) ?? []).reduce(
        (sum, feature) => sum + Number(feature.properties.count),
        0,
      );
    });
    expect(drawn).toBe(answer.located);
    await close();
  });

  it('understands words, and keeps them in the address', async () => {
    const { page, close } = await visit('/');
    await listReady(page);
    const field = page.getByRole('combobox', { name: 'Profession, lieu ou nom' });
    await field.fill('kine');
    await page.getByRole('option').first().waitFor();
    await field.press('Enter');
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('kine');
    const answer = await ask<Answer>('/api/search?q=kine&limit=1');
    await expect.poll(async () => total(await page.locator('.counts b').first().textContent())).toBe(answer.total);
    await page.reload();
    await listReady(page);
    expect(await field.inputValue()).toBe('kine');
    expect(total(await page.locator('.counts b').first().textContent())).toBe(answer.total);
    await close();
  });

  it('filters by a chip: the count announced is the count obtained', async () => {
    const { page, close } = await visit('/');
    await listReady(page);
    const chip = page.locator('.chip[data-chip^="flag="]:not(.off)').first();
    const announced = total(await chip.locator('b').textContent());
    const name = (await chip.getAttribute('data-chip')) ?? '';
    await chip.click();
    await expect.poll(async () => total(await page.locator('.counts b').first().textContent())).toBe(announced);
    expect(page.url()).toContain(name);
    expect(await page.locator(`[data-chip="${name}"]`).getAttribute('aria-pressed')).toBe('true');
    await page.goBack();
    await expect.poll(() => page.locator(`[data-chip="${name}"]`).getAttribute('aria-pressed')).toBe('false');
    await close();
  });

  it('previews the count in the panel of filters, then obtains it', async () => {
    const { page, close } = await visit('/');
    await listReady(page);
    await page.getByRole('button', { name: /Tous les filtres/ }).click();
    const panel = page.getByRole('dialog', { name: 'Tous les filtres' });
    await panel.locator('input[data-facet="kind=pharmacy"]').check();
    const answer = await ask<Answer>('/api/search?kind=pharmacy&limit=0');
    const button = panel.locator('footer .main');
    await expect.poll(async () => total(await button.textContent())).toBe(answer.total);
    await button.click();
    await expect.poll(async () => total(await page.locator('.counts b').first().textContent())).toBe(answer.total);
    expect(new URL(page.url()).searchParams.get('kind')).toBe('pharmacy');
    await close();
  });

  it('opens the card of a row, marks row and pin, and goes back', async () => {
    const { page, close } = await visit('/?kind=pharmacy');
    await listReady(page);
    await mapReady(page);
    const link = page.locator('.row h2 a').first();
    const listing = (await page.locator('.row').first().getAttribute('data-listing')) ?? '';
    await link.click();
    const title = page.locator('#sheet-title');
    await title.waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('sheet-title');
    expect(await page.locator('.row.sel').getAttribute('data-listing')).toBe(listing);
    expect(new URL(page.url()).searchParams.get('sel')).toBe(listing);
    await page.locator('.sheet .origin').waitFor();
    await expect.poll(async () => (await marksOn(page, 'pins-on')).map(mark => mark.listing)).toContain(listing);
    await page.getByRole('button', { name: 'Fermer la fiche' }).click();
    await expect.poll(() => page.locator('.sheet').count()).toBe(0);
    expect(await link.evaluate(element => element === document.activeElement)).toBe(true);
    await close();
  });

  it('shares the hover of a row with its pin', async () => {
    const { page, close } = await visit('/?kind=pharmacy');
    await listReady(page);
    await mapReady(page);
    const row = page.locator('.row').first();
    const listing = await row.getAttribute('data-listing');
    await row.hover();
    await expect.poll(async () => (await marksOn(page, 'pins-on')).map(mark => mark.listing)).toContain(listing);
    await close();
  });

  it('selects from the map: the pin opens the card of its row', async () => {
    const answer = await ask<Answer>('/api/search?kind=pharmacy&limit=20');
    const commune = answer.items.find(item => item.precision === 'address')?.commune_code ?? '';
    const { page, close } = await visit(`/?kind=pharmacy&territory=commune:${commune}`);
    await listReady(page);
    await mapReady(page);
    await expect.poll(async () => (await marksOn(page, 'pins')).length).toBeGreaterThan(0);
    const pins = await marksOn(page, 'pins');
    const reachable = (await Promise.all(pins.map(async pin => ((await onCanvas(page, pin)) ? [pin] : [])))).flat();
    const pin = reachable[0];
    if (!pin?.listing) throw new Error('no pin within reach');
    await page.mouse.move(pin.x, pin.y);
    await expect.poll(() => page.locator('.row.hov').count()).toBeGreaterThan(0);
    await page.mouse.click(pin.x, pin.y);
    await page.locator('#sheet-title').waitFor();
    expect(await page.locator('.row.sel').count()).toBe(1);
    await close();
  });

  it('zooms into a cluster and asks again for what is in view', async () => {
    const { page, close } = await visit('/');
    await listReady(page);
    await mapReady(page);
    const before = await page.evaluate(
      () => (document.querySelector('carbet-map') as unknown as WithEngine).engine?.map.getZoom() ?? 0,
    );
    const clusters = (await marksOn(page, 'clusters')).filter(mark => mark.count > 1).sort((a, b) => b.count - a.count);
    const reachable = (
      await Promise.all(clusters.map(async mark => ((await onCanvas(page, mark)) ? [mark] : [])))
    ).flat();
    const cluster = reachable[0];
    if (!cluster) throw new Error('no cluster within reach');
    await page.mouse.click(cluster.x, cluster.y);
    await expect
      .poll(() =>
        page.evaluate(() => (document.querySelector('carbet-map') as unknown as WithEngine).engine?.map.getZoom() ?? 0),
      )
      .toBeGreaterThan(before + 1);
    await expect.poll(() => new URL(page.url()).searchParams.get('bbox')).not.toBeNull();
    await listReady(page);
    const bbox = new URL(page.url()).searchParams.get('bbox');
    const whole = await ask<Answer>('/api/search?limit=0');
    await expect
      .poll(async () => total(await page.locator('.counts b').first().textContent()))
      .toBeLessThan(whole.total);
    expect(bbox?.split(',')).toHaveLength(4);
    await close();
  });

  it('adds a page of rows at the button, and focuses the first new one', async () => {
    const { page, close } = await visit('/');
    await listReady(page);
    const shown = await page.locator('.row').count();
    await page.locator('.more button').click();
    await expect.poll(() => page.locator('.row').count()).toBeGreaterThan(shown);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('.row')?.querySelector('.num b')?.textContent))
      .toBe(String(shown + 1));
    await close();
  });

  it('never writes the visitor’s own position in the address', async () => {
    const { page, close } = await visit('/', {
      geolocation: { longitude: -61.0, latitude: 14.61 },
      permissions: ['geolocation'],
    });
    await listReady(page);
    await page.getByRole('button', { name: 'Autour de moi' }).click();
    await expect.poll(() => page.locator('.sort').textContent()).toBe('Par distance');
    await page.locator('.row .km').first().waitFor();
    expect(page.url()).not.toMatch(/near=|14\.61|here/);
    await close();
  });

  it('puts emergency numbers before any result', async () => {
    const { page, close } = await visit('/?q=urgence+vitale');
    await listReady(page);
    const banner = page.locator('.rows .ban');
    if ((await ask<Answer>('/api/search?q=urgence+vitale&limit=1')).emergency === 'vital') {
      expect(await banner.getByRole('link', { name: 'Appeler le 15' }).getAttribute('href')).toBe('tel:15');
      const above = await page.evaluate(() => {
        const [ban, row] = [document.querySelector('.rows .ban'), document.querySelector('.row')];
        return !row || Boolean(ban && ban.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING);
      });
      expect(above).toBe(true);
    }
    await close();
  });

  it('speaks English when asked', async () => {
    const { page, close } = await visit('/?lang=en');
    await listReady(page);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByRole('button', { name: /All filters/ }).waitFor();
    await close();
  });
});
