// Draws the marks of the map on a canvas: pies, dots, numbered pins. Shapes come from the page's sprite, colours from tokens.
import { KINDS, type Kind } from '../api/types';
import { PARTS, diameterOf, slicesOf, type KindCounts } from './pies';
import type { MapTokens } from './tokens';

export interface Picture {
  image: ImageData;
  pixelRatio: number;
}

/** Sharp on any screen, and twice as sharp when zooming the browser. */
const ratio = (): number => Math.max(2, Math.ceil(devicePixelRatio || 1));

/** The picture of that name, or null when the name is not one of ours. */
export function drawMark(name: string, tokens: MapTokens): Picture | null {
  const [what, ...parts] = name.split('|');
  if (what === 'dot') return dot(kindOf(parts[0]), tokens);
  if (what === 'all') return pie(Number(parts[0]), { [kindOf(parts[1])]: PARTS }, tokens);
  if (what === 'pie') {
    const counts = Object.fromEntries(KINDS.map((kind, index) => [kind, Number(parts[index + 1] ?? 0)]));
    return pie(Number(parts[0]), counts, tokens);
  }
  if (what === 'pin') return pin(kindOf(parts[0]), parts[1] ?? '', Number(parts[2] ?? 1), parts[3] ?? '', tokens);
  if (what === 'tab') return tab(parts[0] ? kindOf(parts[0]) : null, parts[1] ?? '', tokens);
  return null;
}

const kindOf = (text: string | undefined): Kind => (KINDS.includes(text as Kind) ? (text as Kind) : 'facility');

function canvas(size: number): CanvasRenderingContext2D {
  const element = document.createElement('canvas');
  element.width = element.height = size * ratio();
  const context = element.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('a 2d canvas is part of every browser that can draw the map');
  context.scale(ratio(), ratio());
  context.translate(size / 2, size / 2);
  context.lineJoin = 'round';
  context.textAlign = 'center';
  return context;
}

function finish(context: CanvasRenderingContext2D): Picture {
  const { width, height } = context.canvas;
  return { image: context.getImageData(0, 0, width, height), pixelRatio: ratio() };
}

const outlines = new Map<Kind, Path2D>();
/** The outline of a kind in a box of 32, the very path of the sprite. */
function outline(kind: Kind): Path2D {
  let path = outlines.get(kind);
  if (!path) {
    path = new Path2D(document.querySelector(`#k-${kind} path`)?.getAttribute('d') ?? 'M2 2h28v28h-28z');
    outlines.set(kind, path);
  }
  return path;
}

function shape(
  context: CanvasRenderingContext2D,
  kind: Kind,
  x: number,
  y: number,
  size: number,
  paint: (path: Path2D) => void,
): void {
  context.save();
  context.translate(x - size / 2, y - size / 2);
  context.scale(size / 32, size / 32);
  paint(outline(kind));
  context.restore();
}

function dot(kind: Kind, tokens: MapTokens): Picture {
  const context = canvas(22);
  shape(context, kind, 0, 0, 16, path => {
    context.lineWidth = 6;
    context.strokeStyle = tokens.pinEdge;
    context.stroke(path);
    context.fillStyle = tokens.kind[kind];
    context.fill(path);
  });
  return finish(context);
}

/** White disc, ring cut by kind, total in bold; under it the small shapes of the kinds present, so that grey says it too. */
function pie(count: number, counts: KindCounts, tokens: MapTokens): Picture {
  const diameter = diameterOf(count);
  const radius = diameter / 2;
  const ring = diameter < 40 ? 4 : 5;
  const context = canvas(diameter + 6);
  context.shadowColor = 'rgb(16 34 43 / .25)';
  context.shadowBlur = 3 * ratio();
  context.shadowOffsetY = ratio();
  disc(context, radius, tokens.panel);
  context.shadowColor = 'transparent';

  const slices = slicesOf(counts);
  // A gap of the panel's colour between slices: they stay apart in grey.
  const gap = slices.length > 1 ? 1.6 / (radius * 2 * Math.PI) : 0;
  context.lineWidth = ring;
  for (const slice of slices) {
    context.strokeStyle = tokens.kind[slice.kind];
    context.beginPath();
    context.arc(0, 0, radius - 2 - ring / 2, angle(slice.from + gap), angle(slice.to - gap));
    context.stroke();
  }
  const text = short(count);
  const several = slices.length > 1;
  const size = text.length > 4 ? 13 : text.length > 3 ? 15 : diameter < 40 ? 13 : diameter < 50 ? 15 : 17;
  context.fillStyle = tokens.ink;
  context.font = `700 ${size}px ${tokens.font}`;
  context.textBaseline = 'alphabetic';
  context.fillText(text, 0, size * (several ? 0.16 : 0.36));
  if (several)
    kindsUnder(
      context,
      slices.map(slice => slice.kind),
      radius,
      tokens,
    );
  return finish(context);
}

function kindsUnder(context: CanvasRenderingContext2D, kinds: Kind[], radius: number, tokens: MapTokens): void {
  const size = radius < 20 ? 5.5 : radius < 25 ? 6.5 : 7.5;
  const step = Math.min(size + 2, (radius * 1.35) / kinds.length);
  const y = radius * 0.36;
  kinds.forEach((kind, index) => {
    shape(context, kind, (index - (kinds.length - 1) / 2) * step, y, size, path => {
      context.fillStyle = tokens.kind[kind];
      context.fill(path);
    });
  });
}

function disc(context: CanvasRenderingContext2D, radius: number, fill: string): void {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
}

const angle = (turn: number): number => (turn - 0.25) * 2 * Math.PI;

/** `1250` → `1,2 k` would need two formats; thousands are cut to the hundred, which is what a glance reads. */
const short = (count: number): string =>
  count < 1000
    ? String(count)
    : count < 10_000
      ? `${(Math.floor(count / 100) / 10).toString().replace('.', ',')}k`
      : `${Math.floor(count / 1000)}k`;

function pin(kind: Kind, number: string, stacked: number, state: string, tokens: MapTokens): Picture {
  const size = state === 'selected' ? 36 : state === 'hover' ? 31 : 28;
  const context = canvas(84);
  if (state === 'selected') {
    context.globalAlpha = 0.28;
    disc(context, 32, tokens.accent);
    context.globalAlpha = 1;
  }
  if (stacked > 1) {
    context.globalAlpha = 0.55;
    painted(context, kind, 5, -2, size, tokens.pinEdge, 1.5, tokens.kind[kind]);
    context.globalAlpha = 1;
  }
  const edge = state === '' ? tokens.pinEdge : tokens.ink;
  painted(context, kind, 0, 0, size, edge, state === '' ? 2 : state === 'hover' ? 2.5 : 3, tokens.kind[kind]);
  context.fillStyle = tokens.onKind;
  const text = number.length > 2 ? 11.5 : state === 'selected' ? 16.5 : 14;
  context.font = `700 ${text}px ${tokens.font}`;
  context.textBaseline = 'alphabetic';
  // The roof leaves less room above: its number sits lower.
  context.fillText(number, 0, text * 0.36 + (kind === 'shelter' ? 2.5 : 0));
  if (stacked > 1) pill(context, `×${stacked}`, size * 0.44, -size * 0.46, tokens);
  return finish(context);
}

/** A pin small enough to lean on a cluster: the numbers of the list that the cluster counts. */
function tab(kind: Kind | null, number: string, tokens: MapTokens): Picture {
  const context = canvas(28);
  if (kind === null) pill(context, `+${number}`, 0, 0, tokens);
  else {
    // A cross and a diamond have less room inside for a number.
    const size = kind === 'pharmacy' || kind === 'equipment' ? 24 : 20;
    painted(context, kind, 0, 0, size, tokens.pinEdge, 1.5, tokens.kind[kind]);
    context.fillStyle = tokens.onKind;
    context.font = `700 ${number.length > 2 ? 9 : size > 20 ? 10.5 : 11}px ${tokens.font}`;
    context.fillText(number, 0, 4 + (kind === 'shelter' ? 1.5 : 0));
  }
  return finish(context);
}

function painted(
  context: CanvasRenderingContext2D,
  kind: Kind,
  x: number,
  y: number,
  size: number,
  edge: string,
  width: number,
  fill: string,
): void {
  shape(context, kind, x, y, size, path => {
    context.lineWidth = (width * 2 * 32) / size;
    context.strokeStyle = edge;
    context.stroke(path);
    context.fillStyle = fill;
    context.fill(path);
  });
}

function pill(context: CanvasRenderingContext2D, text: string, x: number, y: number, tokens: MapTokens): void {
  context.font = `700 11px ${tokens.font}`;
  const width = context.measureText(text).width + 10;
  context.beginPath();
  context.roundRect(x - width / 2, y - 8.5, width, 17, 8.5);
  context.fillStyle = tokens.ink;
  context.strokeStyle = tokens.pinEdge;
  context.lineWidth = 1.5;
  context.fill();
  context.stroke();
  context.fillStyle = tokens.panel;
  context.fillText(text, x, y + 4);
}
