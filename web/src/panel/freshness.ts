// How old a check is: four bars, falling every thirty days.
export interface Freshness {
  bars: 0 | 1 | 2 | 3 | 4;
  ink: 'ok' | 'ink-2' | 'warn' | 'error';
}

const STEPS: readonly { days: number; freshness: Freshness }[] = [
  { days: 30, freshness: { bars: 4, ink: 'ok' } },
  { days: 60, freshness: { bars: 3, ink: 'ok' } },
  { days: 90, freshness: { bars: 2, ink: 'ink-2' } },
  { days: 120, freshness: { bars: 1, ink: 'warn' } },
];

export function freshnessOf(days: number): Freshness {
  return STEPS.find((step) => days <= step.days)?.freshness ?? { bars: 0, ink: 'error' };
}
