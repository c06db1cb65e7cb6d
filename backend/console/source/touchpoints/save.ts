import { patch, post, remove } from '../api';
import { currentJourney, keepSite, loadJourney } from '../state/journey';
import type { Words } from '../wire';
import type { Site, Stage, Touchpoint } from '../wire-site';
import { readyToSend, type TouchpointDraft } from './editor/draft';
import { freeKey, keyFrom } from './keys';

async function reload(): Promise<void> {
  const { siteKey, site } = currentJourney();
  if (siteKey && site) await loadJourney(siteKey, site.id);
}

const ofSite = () => `?site=${encodeURIComponent(currentJourney().siteKey ?? '')}`;

export async function saveTouchpoint(id: string | null, draft: TouchpointDraft, idempotencyKey: string): Promise<void> {
  const { key: touchpointKey, ...changes } = readyToSend(draft);
  if (id) await patch<Touchpoint>(`/touchpoints/${id}`, changes);
  else await post<Touchpoint>(`/touchpoints${ofSite()}`, { ...changes, key: touchpointKey }, idempotencyKey);
  await reload();
}

export async function deleteTouchpoint(id: string): Promise<void> {
  await remove(`/touchpoints/${id}`);
  await reload();
}

export async function addStage(name: Words): Promise<void> {
  const { stages } = currentJourney();
  const wanted = keyFrom(Object.values(name).find(Boolean) ?? '') || 'stage';
  const key = freeKey(wanted, stages.map((stage) => stage.key));
  const position = Math.max(-1, ...stages.map((stage) => stage.position)) + 1;
  await post<Stage>(`/stages${ofSite()}`, { key, name, position });
  await reload();
}

export async function renameStage(id: string, name: Words): Promise<void> {
  await patch<Stage>(`/stages/${id}`, { name });
  await reload();
}

export async function deleteStage(id: string): Promise<void> {
  await remove(`/stages/${id}`);
  await reload();
}

/** Numbers the stages anew in the wished order; only those whose number changes are sent. */
export async function orderStages(stages: Stage[]): Promise<void> {
  const changed = stages.map((stage, position) => ({ stage, position })).filter(({ stage, position }) => stage.position !== position);
  for (const { stage, position } of changed) await patch<Stage>(`/stages/${stage.id}`, { position });
  await reload();
}

export async function saveOrigins(siteId: string, origins: string[]): Promise<void> {
  keepSite(await patch<Site>(`/sites/${siteId}`, { allowed_origins: origins }));
}
