// Weighs what a visitor downloads, gzipped, and fails above the goals. Run after a build: npm run size.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Kilobytes of 1000 bytes: the list must be usable on a cheap phone, then the map may come. */
const LIST_GOAL = 120;
const WHOLE_GOAL = 600;

const dist = new URL('../dist/', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
const entry = manifest['index.html'];

/** Fonts are compressed already; everything else travels compressed. */
function weigh(file) {
  const bytes = readFileSync(join(dist, file));
  return file.endsWith('.woff2') ? bytes.length : gzipSync(bytes, { level: 9 }).length;
}

const chunks = new Set();
function follow(name, lazy) {
  const chunk = manifest[name];
  if (!chunk || chunks.has(chunk)) return [];
  chunks.add(chunk);
  const next = [...(chunk.imports ?? []), ...(lazy ? (chunk.dynamicImports ?? []) : [])];
  return [chunk.file, ...(chunk.css ?? []), ...next.flatMap(other => follow(other, lazy))];
}

const assets = readdirSync(join(dist, 'assets')).map(name => `assets/${name}`);
// A French page draws no letter of the second slice; it is counted with the whole.
const firstFont = assets.filter(name => name.includes('-latin-wght') && name.endsWith('.woff2'));
const list = ['index.html', ...follow('index.html', false), ...firstFont];
chunks.clear();
const french = follow('index.html', true).filter(file => !/\/en-/.test(file));
const whole = ['index.html', ...french, ...assets.filter(name => /\.(woff2|mjs)$/.test(name))];

function report(title, files, goal) {
  const lines = [...new Set(files)].map(file => [weigh(file), file]).sort((a, b) => b[0] - a[0]);
  const total = lines.reduce((sum, [bytes]) => sum + bytes, 0) / 1000;
  console.log(`${title}: ${total.toFixed(1)} kB of ${goal} kB`);
  for (const [bytes, file] of lines) console.log(`  ${(bytes / 1000).toFixed(1).padStart(7)}  ${file}`);
  return total <= goal;
}

if (!entry) throw new Error('no entry for index.html in the manifest: build first');
const fine = [report('List usable', list, LIST_GOAL), report('Map included', whole, WHOLE_GOAL)];
if (fine.includes(false)) {
  console.error('Above the goal.');
  process.exit(1);
}
