// A value that is being fetched: the latest request wins, older ones are aborted.
import { Problem } from '../api/client';

export class Resource<T> {
  data = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  #current: AbortController | null = null;

  async load(fetcher: (signal: AbortSignal) => Promise<T>, { keep = false } = {}): Promise<void> {
    this.#current?.abort();
    const mine = new AbortController();
    this.#current = mine;
    this.busy = true;
    this.problem = null;
    if (!keep) this.data = null;
    try {
      const data = await fetcher(mine.signal);
      if (!mine.signal.aborted) this.data = data;
    } catch (error) {
      if (!mine.signal.aborted) this.problem = asProblem(error);
    } finally {
      if (this.#current === mine) this.busy = false;
    }
  }

  clear(): void {
    this.#current?.abort();
    this.data = null;
    this.problem = null;
    this.busy = false;
  }
}

function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('internal', 0, String(error));
}
