// Status symbols as paths in a box from -8 to 8, drawn alike by SVG and canvas.
import { look } from '../look.gen';

export const STATUSES = look.status.order;
export type Status = (typeof STATUSES)[number];

/** One stroke or area of a symbol; `fill` names the ink, `stroke` is a width. */
export interface Part {
  d: string;
  fill?: 'mark' | 'paper';
  stroke?: number;
  dash?: readonly number[];
}

export const BOX = 16;

const circle = (r: number): string => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
const dots = (r: number, n: number): readonly number[] => {
  const step = (2 * Math.PI * r) / n;
  return [step * 0.42, step * 0.58];
};

const SHAPES: Record<(typeof look.status.shape)[Status], readonly Part[]> = {
  ring: [{ d: circle(5.2), fill: 'paper', stroke: 2.6 }],
  'half-disc': [
    { d: circle(5.6), fill: 'paper', stroke: 1.8 },
    { d: 'M0-5.6A5.6 5.6 0 0 0 0 5.6Z', fill: 'mark' },
  ],
  'hatched-diamond': [
    { d: 'M0-6.6L6.6 0L0 6.6L-6.6 0Z', fill: 'paper', stroke: 1.7 },
    { d: 'M-4-2.6H4M-6 0H6M-4 2.6H4', stroke: 1.5 },
  ],
  square: [{ d: 'M-5-6H5a1 1 0 0 1 1 1V5a1 1 0 0 1-1 1H-5a1 1 0 0 1-1-1V-5a1 1 0 0 1 1-1Z', fill: 'mark' }],
  'dotted-circle': [
    { d: circle(5.5), fill: 'paper', stroke: 1.9, dash: dots(5.5, 8) },
    { d: circle(1.3), fill: 'mark' },
  ],
};

export function partsOf(status: Status): readonly Part[] {
  return SHAPES[look.status.shape[status]];
}

export function isStatus(text: unknown): text is Status {
  return (STATUSES as readonly unknown[]).includes(text);
}

/** A status this build does not know is shown as unknown, never as vacant. */
export function statusOf(text: unknown): Status {
  return isStatus(text) ? text : 'unknown';
}

export const cssName = (status: Status): string => `--${status.replaceAll('_', '-')}`;

/** The diameter of a count bubble grows in four steps. */
export function bubbleDiameter(count: number): number {
  const step = look.bubble.below.findIndex((below) => count < below);
  return look.bubble.diameter_px[step === -1 ? look.bubble.below.length : step] ?? 44;
}
