// The state of the screen, tied to the address: going back in the browser goes back here.
import type { Feature } from 'geojson';
import { getJson, type Problem } from '../api/client';
import { boxOf } from '../api/shape';
import type { BoxDeg, Config } from '../api/types';
import { dictionaries, type Words } from '../words/index';
import type { Hovered } from './hovered';
import { Resource } from './resource.svelte';
import { readScreen, writeScreen, type Language, type Pick, type Screen, type View } from './url';

/** Where the map should go; a new object each time, so that the same place can be asked for twice. */
export interface Goal {
  bbox?: BoxDeg;
  point?: [number, number];
}

class App {
  #start: Screen = readScreen(location.search, location.hash);
  lang = $state<Language>(this.#start.lang);
  search = $state(this.#start.search);
  pick = $state.raw<Pick | null>(this.#start.pick);
  hidden = $state.raw<string[]>(this.#start.hidden);
  baseMap = $state<string | null>(this.#start.baseMap);
  list = $state(this.#start.list);
  view = $state.raw<View | null>(this.#start.view);
  goal = $state.raw<Goal | null>(null);
  picked = $state.raw<Feature | null>(null);
  hovered = $state.raw<Hovered | null>(null);
  /** What is shown of the region, for the window's title and the screen reader. */
  title = $state('');
  /** Said in the words of whichever language is on then. */
  notice = $state.raw<((t: Words) => string) | null>(null);
  hasWebgl = $state(true);
  /** Someone has already said where the map should be: the address, or a choice. */
  #isPlaced = this.#start.view !== null;
  isHelpOpen = $state(false);
  config = new Resource<Config>();

  get t(): Words {
    return dictionaries[this.lang];
  }

  get hasMap(): boolean {
    return this.hasWebgl && !this.list;
  }

  get screen(): Screen {
    const { lang, search, pick, hidden, baseMap, list, view } = this;
    return { lang, search, pick, hidden, baseMap, list, view };
  }

  /** Take every value from the address, after going back or forward. */
  read(): void {
    const screen = readScreen(location.search, location.hash);
    Object.assign(this, screen, { view: screen.view ?? this.view });
    if (screen.view) this.goal = { point: [screen.view.lon, screen.view.lat] };
  }

  /** Write every value to the address: picking makes a step in the history, all else does not. */
  write(isStep: boolean): void {
    const url = location.pathname + writeScreen(this.screen);
    if (url === location.pathname + location.search + location.hash) return;
    if (isStep) history.pushState(null, '', url);
    else history.replaceState(null, '', url);
  }

  choose(pick: Pick | null, goal: Goal | null = null): void {
    this.pick = pick;
    if (!pick) {
      this.picked = null;
      this.title = '';
    }
    this.notice = null;
    this.hovered = null;
    this.#isPlaced = true;
    if (goal) this.goal = goal;
    this.write(true);
  }

  /** Show the fetched object on the map; an address without a view opens where the object lies. */
  point(feature: Feature): void {
    this.picked = feature;
    const bbox = boxOf(feature.geometry);
    if (!this.#isPlaced && bbox) this.goal = { bbox };
    this.#isPlaced = true;
  }

  set(change: Partial<Rest>): void {
    Object.assign(this, change);
    this.write(false);
  }

  toggle(name: string): void {
    const isHidden = this.hidden.includes(name);
    this.set({ hidden: isHidden ? this.hidden.filter((other) => other !== name) : [...this.hidden, name] });
  }

  loadConfig(): Promise<void> {
    return this.config.load((signal) => getJson<Config>('api/config', signal));
  }

  message(problem: Problem): string {
    return this.t.error[problem.code] ?? this.t.error['internal'] ?? problem.code;
  }
}

type Rest = Omit<Screen, 'pick'>;

export const app = new App();
