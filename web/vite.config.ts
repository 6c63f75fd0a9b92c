// Builds the map page and the stylesheet of the plain pages. Asks nothing from outside: every asset is ours.
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const server = process.env.CARBET_URL ?? 'http://127.0.0.1:8080';

// The sprite is in the page itself: icons need no request and no script, and the server inlines the same file.
const inlineSprite = {
  name: 'inline-sprite',
  transformIndexHtml: (html: string) => html.replace('<!--sprite-->', readFileSync('src/ui/sprite.svg', 'utf8').trim()),
};

// Texts of the plain pages are the server's; the page need not carry them.
const pageTexts = {
  name: 'page-texts',
  apply: 'build' as const,
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    if (!/\/src\/text\/(fr|en)\.json$/.test(id)) return undefined;
    const texts = Object.entries(JSON.parse(code) as Record<string, string>);
    return JSON.stringify(Object.fromEntries(texts.filter(([key]) => !/^(page|problem)\./.test(key))));
  },
};

export default defineConfig({
  plugins: [inlineSprite, pageTexts],
  build: {
    outDir: 'dist',
    manifest: true,
    target: 'es2022',
    // Data URLs would be refused by the content security policy for fonts, and hide bytes from the size check.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1300,
    rolldownOptions: { input: { index: 'index.html', plain: 'src/styles/plain.css' } },
  },
  server: { proxy: { '^/(api|tiles|annuaire|fiche|sources)': server } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
