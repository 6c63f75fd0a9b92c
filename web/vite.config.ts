// Builds the map page and the stylesheet of the plain pages. Asks nothing from outside: every asset is ours.
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const server = process.env.CARBET_URL ?? 'http://127.0.0.1:8080';

// The sprite is in the page itself: icons need no request and no script, and the server inlines the same file.
const inlineSprite = {
  name: 'inline-sprite',
  transformIndexHtml: (html: string) => html.replace('<!--sprite-->', readFileSync('src/ui/sprite.svg', 'utf8').trim()),
};

export default defineConfig({
  plugins: [inlineSprite],
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
