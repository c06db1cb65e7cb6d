import { useEffect } from 'preact/hooks';
import { get, getAll } from '../api';
import { asProblem, type Problem } from '../problem';
import type { Person } from '../wire';
import type { Question, Site, Stage, Touchpoint } from '../wire-site';
import { inLanguage } from '../words/in-language';
import { useSite } from './session';
import { createStore, useStore } from './store';

/** The site as its owner set it up: stages in journey order, their touchpoints, and who works here. */
export interface Journey {
  status: 'loading' | 'ready' | 'failed';
  problem: Problem | null;
  siteKey: string | null;
  site: Site | null;
  stages: Stage[];
  touchpoints: Touchpoint[];
  staff: Person[];
}

const EMPTY: Journey = {
  status: 'loading', problem: null, siteKey: null, site: null, stages: [], touchpoints: [], staff: [],
};
const journey = createStore<Journey>(EMPTY);

const inOrder = <T extends { position: number }>(items: T[]): T[] => [...items].sort((a, b) => a.position - b.position);

export async function loadJourney(siteKey: string, siteId: string): Promise<void> {
  if (journey.get().siteKey !== siteKey) journey.set({ ...EMPTY, siteKey });
  const asked = `?site=${encodeURIComponent(siteKey)}`;
  try {
    const [site, stages, touchpoints, staff] = await Promise.all([
      get<Site>(`/sites/${siteId}`),
      getAll<Stage>(`/stages${asked}`),
      getAll<Touchpoint>(`/touchpoints${asked}`),
      getAll<Person>(`/staff${asked}`),
    ]);
    if (journey.get().siteKey !== siteKey) return;
    journey.set({
      status: 'ready', problem: null, siteKey, site, staff,
      stages: inOrder(stages), touchpoints: inOrder(touchpoints),
    });
  } catch (error) {
    if (journey.get().siteKey === siteKey) journey.change({ status: 'failed', problem: asProblem(error) });
  }
}

/** Loads the journey of the chosen site once; later loads refresh it in place. */
export function useJourneyOfSite(): void {
  const site = useSite();
  useEffect(() => {
    if (site) void loadJourney(site.key, site.id);
  }, [site?.key]);
}

export function useJourney(): Journey {
  return useStore(journey);
}

export function currentJourney(): Journey {
  return journey.get();
}

export function keepSite(site: Site): void {
  journey.change({ site });
}

function findQuestion(touchpointKey: string, questionKey: string): Question | undefined {
  const touchpoint = journey.get().touchpoints.find(({ key }) => key === touchpointKey);
  return touchpoint?.questions.find(({ key }) => key === questionKey);
}

/** The option's text; its key when it is no longer offered. */
export function optionText(touchpointKey: string, questionKey: string, optionKey: string): string {
  const option = findQuestion(touchpointKey, questionKey)?.options?.find(({ key }) => key === optionKey);
  return inLanguage(option?.text, optionKey);
}

export function questionText(touchpointKey: string, questionKey: string): string {
  return inLanguage(findQuestion(touchpointKey, questionKey)?.text, questionKey);
}
