import { useState } from 'preact/hooks';
import { Icon } from '../drawn/icon';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { loadJourney, useJourney } from '../state/journey';
import { href } from '../state/route';
import { mayI, useSite } from '../state/session';
import { toastProblem } from '../state/toasts';
import type { Stage } from '../wire-site';
import { t } from '../words/locale';
import { moved } from './keys';
import { addStage, orderStages } from './save';
import { StageForm } from './stage-form';
import { StageSection } from './stage-section';

async function order(stages: Stage[]): Promise<void> {
  try {
    await orderStages(stages);
  } catch (error) {
    toastProblem(error);
  }
}

/** The journey of the site: stages in order and their touchpoints. */
export function JourneyPage() {
  const membership = useSite();
  const { status, problem, site, stages, touchpoints } = useJourney();
  const [adding, setAdding] = useState(false);
  const languages = site?.languages ?? [];
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('touchpoints')}</h1>
          <p>{t('touchpoints.intro')}</p>
          <p><a href={href('/site')}>{t('touchpoints.toInstall')}</a></p>
        </header>
        {status === 'failed' && problem && membership && (
          <Trouble problem={problem} retry={() => void loadJourney(membership.key, membership.id)} />
        )}
        {status === 'loading' && <Skeleton count={3} shape="card" />}
        {site && (
          <>
            {stages.map((stage, place) => (
              <StageSection
                key={stage.id}
                stage={stage}
                place={place}
                count={stages.length}
                languages={languages}
                touchpoints={touchpoints.filter((touchpoint) => touchpoint.stage === stage.key)}
                onMove={(to) => void order(moved(stages, place, to))}
              />
            ))}
            {mayI('manage') && (adding
              ? <StageForm words={{}} languages={languages} onSave={addStage} onClose={() => setAdding(false)} />
              : <button type="button" class="button" onClick={() => setAdding(true)}><Icon name="plus" />{t('stage.add')}</button>)}
          </>
        )}
      </div>
    </div>
  );
}
