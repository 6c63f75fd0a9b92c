// ?theme=light|dark against the device's own scheme, by switching the one dark block of tokens.css on or off.
import type { Theme } from '../state';

const DEVICE = 'screen and (prefers-color-scheme: dark)';
let darkBlocks: MediaList[] | null = null;

export function applyTheme(theme: Theme): void {
  darkBlocks ??= findDarkBlocks();
  const text = theme === null ? DEVICE : theme === 'dark' ? 'screen' : 'not all';
  for (const media of darkBlocks) media.mediaText = text;
  if (theme === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function findDarkBlocks(): MediaList[] {
  const found: MediaList[] = [];
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSMediaRule && rule.media.mediaText === DEVICE) found.push(rule.media);
    }
  }
  return found;
}

/** Calls back when the colours on screen change, whoever changed them. */
export function onSchemeChange(callback: () => void): void {
  matchMedia(DEVICE).addEventListener('change', callback);
  new MutationObserver(callback).observe(document.documentElement, { attributeFilter: ['data-theme'] });
}

export const prefersStillness = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
export const isPhone = (): boolean => matchMedia('(max-width: 47.99rem)').matches;
