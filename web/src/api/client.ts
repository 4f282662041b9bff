// The one place that talks HTTP: relative addresses, problem+json, pages.
import type { Page, Of } from './types';

export interface Fault {
  where: string;
  found: string;
  expected: string;
  hint?: string;
}

/** What went wrong, with the stable code that the dictionaries translate. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly detail: string,
    readonly faults: readonly Fault[] = [],
  ) {
    super(detail);
  }
}

export const address = (path: string): string => new URL(path, document.baseURI).href;

async function problemOf(answer: Response): Promise<Problem> {
  const isProblem = answer.headers.get('content-type')?.includes('problem+json') ?? false;
  if (!isProblem) return new Problem('unavailable', answer.status, `${answer.status} ${answer.statusText}`);
  const body = (await answer.json()) as Partial<{ code: string; detail: string; faults: Fault[] }>;
  return new Problem(body.code ?? 'internal', answer.status, body.detail ?? '', body.faults ?? []);
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(address(path), signal ? { signal } : {});
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem('offline', 0, String(error));
  }
  if (!answer.ok) throw await problemOf(answer);
  return (await answer.json()) as T;
}

export type Query = Record<string, string | number | null | undefined>;

export function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

/** The path of the next page: only its query counts, since a proxy may have changed the rest. */
export function nextPath(path: string, page: Page<unknown>): string | null {
  const href = page.links?.find((link) => link.rel === 'next')?.href;
  if (!href) return null;
  const question = href.indexOf('?');
  return question < 0 ? null : path.split('?')[0] + href.slice(question);
}

export async function getAll<P>(path: string, signal?: AbortSignal): Promise<Of<P>[]> {
  const features: Of<P>[] = [];
  for (let next: string | null = path; next; ) {
    const page: Page<P> = await getJson<Page<P>>(next, signal);
    features.push(...page.features);
    next = nextPath(path, page);
  }
  return features;
}
