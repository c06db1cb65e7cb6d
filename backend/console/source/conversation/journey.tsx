import { Moment } from '../drawn/moment';
import { Rating } from '../drawn/rating';
import { MoodChip } from '../drawn/states';
import { feedbackHref, filtersOf } from '../inbox/query';
import { useBeside } from '../state/beside';
import { useRoute } from '../state/route';
import type { JourneyStep } from '../wire';
import { t } from '../words/locale';

function Step({ step, filters }: { step: JourneyStep; filters: URLSearchParams }) {
  const { touchpoint, stage, rating, sentiment, comment, language, created_at: at, by, is_this: isThis } = step;
  const inside = (
    <>
      <span class="step-head">
        <b>{touchpoint.name}</b>
        {stage && <span class="hint">{stage.name}</span>}
        <Moment at={at} />
      </span>
      <span class="step-marks">
        {rating && <Rating answer={rating} />}
        <MoodChip mood={sentiment ?? undefined} />
        {!isThis && by.map((tie) => <span key={tie} class="tag">{t(`visitorJourney.${tie}`)}</span>)}
      </span>
      {comment && !isThis && <span class="step-comment" lang={language ?? undefined}>{comment}</span>}
    </>
  );
  if (isThis) return <li class="step" aria-current="step">{inside}</li>;
  return <li class="step"><a href={feedbackHref(step.id, filters)}>{inside}</a></li>;
}

/** Where else this visitor spoke, in her own order. Only what she told ties it together. */
export function VisitorJourney({ id, saidAt }: { id: string; saidAt: string }) {
  const steps = useBeside<JourneyStep>(id, 'journey', saidAt);
  const { query } = useRoute();
  if (steps.length === 0) return null;
  return (
    <section class="visitor-journey" aria-labelledby="journey-title">
      <h3 id="journey-title">{t('visitorJourney')}</h3>
      <p class="hint">{t('visitorJourney.hint')}</p>
      <ol>{steps.map((step) => <Step key={step.id} step={step} filters={filtersOf(query)} />)}</ol>
    </section>
  );
}
