// The words that stand after a status: since, from or until when.
import type { UnitProps } from '../api/types';
import { statusOf } from '../marks/marks';
import type { Language } from '../state/url';
import { day } from '../words/format';
import type { Words } from '../words/index';

export function statusAddition(unit: UnitProps, lang: Language, t: Words): string {
  const { status_since: since, status_until: until, start_precision: precision } = unit;
  switch (statusOf(unit.unit_status)) {
    case 'vacant':
      // LOOK §3: a vacancy says its month, even where the day is known.
      return since ? t.since(day(since, precision === 'day' ? 'month' : precision, lang, t)) : '';
    case 'available_soon':
      return until ? t.from(day(until, 'day', lang, t)) : '';
    case 'interim':
      return until ? t.until(day(until, 'day', lang, t)) : '';
    default:
      return '';
  }
}
