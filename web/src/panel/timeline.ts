// A unit's timeline as people read it: newest first, with what nobody observed said out loud.
import type { Period } from '../api/types';
import type { Language } from '../state/url';
import { day } from '../words/format';
import type { Words } from '../words/index';

const DAY_MS = 86_400_000;

function nextDay(isoDay: string): string {
  return new Date(Date.parse(`${isoDay}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

function dayBefore(isoDay: string): string {
  return new Date(Date.parse(`${isoDay}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}

function gapBetween(older: Period, newer: Period): Period | null {
  if (!older.end || !newer.start || nextDay(older.end) >= newer.start) return null;
  return {
    period_kind: 'unknown',
    unit_status: 'unknown',
    start: nextDay(older.end),
    end: dayBefore(newer.start),
    start_precision: 'day',
    end_precision: 'day',
    label: null,
    branch: null,
    source: null,
    notices: [],
  };
}

/** Newest first; days that no period covers become periods of the kind unknown. */
export function readable(timeline: readonly Period[]): Period[] {
  const sorted = timeline.toSorted((a, b) => (a.start ?? '').localeCompare(b.start ?? ''));
  const filled = sorted.flatMap((period, i) => {
    const older = sorted[i - 1];
    const gap = older ? gapBetween(older, period) : null;
    return gap ? [gap, period] : [period];
  });
  return filled.toReversed();
}

export function spanText(period: Period, lang: Language, t: Words): string {
  const start = period.start ? day(period.start, period.start_precision, lang, t) : null;
  const end = period.end ? day(period.end, period.end_precision, lang, t) : null;
  if (start && end) return t.fromTo(start, end);
  if (start) return t.since(start);
  return end ? t.until(end) : t.noValue;
}
