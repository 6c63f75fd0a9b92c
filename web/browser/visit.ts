// Opens pages for the walks: a context for each, the address of the server, and what a person waits for. No sleeps.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect } from 'vitest';

export const SERVER = process.env.CARBET_URL ?? 'http://127.0.0.1:8080';

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 360, height: 740 };

let browser: Browser | null = null;

export async function openBrowser(): Promise<void> {
  // Chromium's own sandbox does not start for root, which is what containers run as.
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    chromiumSandbox: false,
  });
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
}

export interface Visit {
  page: Page;
  complaints: string[];
  foreign: string[];
  close: () => Promise<void>;
}

/** A page that notes every error it logs and every request that leaves the server's own address. */
export async function visit(path: string, options: BrowserContextOptions = {}): Promise<Visit> {
  if (!browser) throw new Error('openBrowser first');
  const context = await browser.newContext({ viewport: DESKTOP, locale: 'fr-FR', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const foreign: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('request', request => {
    const url = request.url();
    if (!url.startsWith(SERVER) && !/^(data|blob):/.test(url)) foreign.push(url);
  });
  await page.goto(SERVER + path);
  return { page, complaints, foreign, close: () => context.close() };
}

/** The list has its answer. */
export async function listReady(page: Page): Promise<void> {
  await page.locator('.rows[aria-busy="false"]').waitFor();
  await page.locator('.row, .empty').first().waitFor();
}

/** The map has drawn its tiles and pins. */
export async function mapReady(page: Page): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(() => {
          const map = (document.querySelector('carbet-map') as unknown as WithEngine | null)?.engine?.map;
          return Boolean(map?.loaded() && map.areTilesLoaded());
        }),
      { timeout: 40_000 },
    )
    .toBe(true);
}

export interface WithEngine {
  engine: { map: import('maplibre-gl').Map } | null;
}

export interface Mark {
  x: number;
  y: number;
  listing: string | null;
  count: number;
}

/** Marks drawn on a layer, in pixels of the page. */
export const marksOn = (page: Page, layer: string): Promise<Mark[]> =>
  page.evaluate(name => {
    const { engine } = document.querySelector('carbet-map') as unknown as WithEngine;
    if (!engine) return [];
    const box = engine.map.getContainer().getBoundingClientRect();
    return engine.map.queryRenderedFeatures({ layers: [name] }).flatMap(({ geometry, properties, state }) => {
      if (geometry.type !== 'Point' || state.shared) return [];
      const { x, y } = engine.map.project(geometry.coordinates as [number, number]);
      return [
        {
          x: x + box.x,
          y: y + box.y,
          listing: (properties.listing as string | undefined) ?? null,
          count: Number(properties.count ?? 1),
        },
      ];
    });
  }, layer);

/** Whether that point of the page is the map itself rather than something floating over it. */
export const onCanvas = (page: Page, { x, y }: { x: number; y: number }): Promise<boolean> =>
  page.evaluate(([left, top]) => document.elementFromPoint(left, top)?.tagName === 'CANVAS', [x, y] as [
    number,
    number,
  ]);

/** Asks the API itself: the walks compare the page with answers, never with counts written here. */
export async function ask<T>(path: string): Promise<T> {
  const response = await fetch(SERVER + path, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Accessibility faults found by axe, as readable lines. */
export async function faults(page: Page): Promise<string[]> {
  // The page's security policy refuses added scripts; evaluation by the debugger is not one.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(node => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    );
  });
}
