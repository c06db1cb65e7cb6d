import { useState } from 'preact/hooks';
import { ask } from '../drawn/ask';
import { Icon } from '../drawn/icon';
import { href } from '../state/route';
import { mayI } from '../state/session';
import { toast, toastProblem } from '../state/toasts';
import type { Stage, Touchpoint } from '../wire-site';
import { inLanguage } from '../words/in-language';
import { t } from '../words/locale';
import { deleteStage, renameStage } from './save';
import { StageForm } from './stage-form';
import { TouchpointCard } from './touchpoint-card';

interface StageSectionProps {
  stage: Stage;
  place: number;
  count: number;
  touchpoints: Touchpoint[];
  languages: string[];
  onMove: (to: number) => void;
}

async function askAndDelete(stage: Stage, name: string): Promise<void> {
  const agreed = await ask({ title: t('stage.deleteTitle', { name }), text: t('stage.deleteText'), yes: t('delete') });
  if (!agreed) return;
  try {
    await deleteStage(stage.id);
    toast(t('deleted', { name }));
  } catch (error) {
    toastProblem(error);
  }
}

export function StageSection({ stage, place, count, touchpoints, languages, onMove }: StageSectionProps) {
  const [renaming, setRenaming] = useState(false);
  const name = inLanguage(stage.name, stage.key);
  const titleId = `stage-${stage.id}`;
  return (
    <section class="stage" aria-labelledby={titleId}>
      <header class="stage-head">
        <span class="stage-number" aria-hidden="true">{place + 1}</span>
        <h2 id={titleId}>{name}</h2>
        {mayI('manage') && (
          <span class="row-buttons">
            <button type="button" class="icon-button" disabled={place === 0} aria-label={t('stage.up', { name })} onClick={() => onMove(place - 1)}>
              <Icon name="up" />
            </button>
            <button type="button" class="icon-button" disabled={place + 1 === count} aria-label={t('stage.down', { name })} onClick={() => onMove(place + 1)}>
              <Icon name="down" />
            </button>
            <button type="button" class="icon-button" aria-label={t('stage.rename', { name })} onClick={() => setRenaming(!renaming)}>
              <Icon name="edit" />
            </button>
            <button
              type="button"
              class="icon-button"
              disabled={touchpoints.length > 0}
              title={touchpoints.length > 0 ? t('stage.notEmpty') : undefined}
              aria-label={t('stage.delete', { name })}
              onClick={() => void askAndDelete(stage, name)}
            >
              <Icon name="bin" />
            </button>
          </span>
        )}
      </header>
      {renaming && (
        <StageForm
          words={stage.name}
          languages={languages}
          onSave={(words) => renameStage(stage.id, words)}
          onClose={() => setRenaming(false)}
        />
      )}
      <ul class="touchpoint-cards">
        {touchpoints.map((touchpoint) => <TouchpointCard key={touchpoint.id} touchpoint={touchpoint} />)}
      </ul>
      {mayI('manage') && (
        <a class="add-link" href={href('/touchpoints/new', new URLSearchParams({ stage: stage.key }))}>
          <Icon name="plus" />{t('touchpoint.add')}<span class="unseen">: {name}</span>
        </a>
      )}
    </section>
  );
}
