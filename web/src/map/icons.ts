// Draws the images that the map style names: status symbols and count bubbles, from the tokens.
import { look } from '../look.gen';
import { BOX, bubbleDiameter, isStatus, partsOf, type Status } from '../marks/marks';

export type Theme = 'light' | 'dark';

export interface Bubble {
  label: string;
  count: number;
  vacantShare: number;
}

/** Read `bubble-<n>-<percent>`: the number of units and how many of a hundred are vacant. */
export function readBubble(id: string): Bubble | null {
  const match = /^bubble-(\d+)-(\d{1,3})$/.exec(id);
  if (!match) return null;
  const count = Number(match[1]);
  return { label: count.toLocaleString('de-DE'), count, vacantShare: Math.min(100, Number(match[2])) / 100 };
}

export function readStatusIcon(id: string): Status | null {
  const code = id.startsWith(look.status.icon_prefix) ? id.slice(look.status.icon_prefix.length) : '';
  return isStatus(code) ? code : null;
}

function blank(size: number, ratio: number): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.ceil(size * ratio);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.scale(canvas.width / size, canvas.height / size);
  context?.translate(size / 2, size / 2);
  return context;
}

const pixels = (context: CanvasRenderingContext2D): ImageData =>
  context.getImageData(0, 0, context.canvas.width, context.canvas.height);

function drawStatus(context: CanvasRenderingContext2D, status: Status, theme: Theme): void {
  const ink = { mark: look.color[status][theme], paper: look.color.surface[theme] };
  const parts = partsOf(status).map((part) => ({ ...part, path: new Path2D(part.d) }));
  context.lineJoin = 'round';
  context.strokeStyle = ink.paper;
  for (const { path, stroke = 0 } of parts) {
    context.lineWidth = stroke + 2 * look.status.size_px.halo;
    context.stroke(path);
  }
  context.strokeStyle = ink.mark;
  for (const { path, fill, stroke, dash } of parts) {
    context.setLineDash([...(dash ?? [])]);
    if (fill) {
      context.fillStyle = ink[fill];
      context.fill(path);
    }
    if (stroke) {
      context.lineWidth = stroke;
      context.stroke(path);
    }
  }
}

function drawBubble(context: CanvasRenderingContext2D, bubble: Bubble, theme: Theme, radius: number): void {
  const width = look.bubble.ring_px;
  const top = -Math.PI / 2;
  context.fillStyle = look.color.bubble[theme];
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.fill();
  context.lineWidth = width;
  const arcs = [
    { color: look.color['bubble-ring'][theme], share: 1 },
    { color: look.color.vacant[theme], share: bubble.vacantShare },
  ];
  for (const { color, share } of arcs) {
    context.strokeStyle = color;
    context.beginPath();
    context.arc(0, 0, radius - width / 2 - 1, top, top + share * 2 * Math.PI);
    context.stroke();
  }
  context.fillStyle = look.color.ink[theme];
  context.font = `650 ${bubble.count < 1000 ? 13 : 12}px "Source Sans 3"`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(bubble.label, 0, 0.5);
}

/** The image for an icon id of the style, or null if the id is not ours. */
export function drawIcon(id: string, theme: Theme, ratio: number): ImageData | null {
  const status = readStatusIcon(id);
  if (status) {
    const context = blank(BOX + 2 * look.status.size_px.halo, ratio);
    if (!context) return null;
    drawStatus(context, status, theme);
    return pixels(context);
  }
  const bubble = readBubble(id);
  const context = bubble && blank(bubbleDiameter(bubble.count) + 2, ratio);
  if (!bubble || !context) return null;
  drawBubble(context, bubble, theme, bubbleDiameter(bubble.count) / 2);
  return pixels(context);
}
