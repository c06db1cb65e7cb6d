import { href } from '../../state/route';
import type { Figure } from '../../wire-figures';
import type { Loyalty, LoyaltyMap, Way } from '../../wire-loyalty';
import { plural, t } from '../../words/locale';
import { intervalWords, valueWords } from '../figure-words';

export function shareWords(share: Figure): string {
  return t('loyalty.share', { share: valueWords(share), range: intervalWords(share) });
}

/** Where nothing is known yet: what to do about it. */
function Missing({ by, isAsked }: { by: Way; isAsked: boolean }) {
  const place = by === 'behaviour' ? null : '/touchpoints';
  return (
    <>
      <h2 id="loyalty-answer">{t(isAsked ? 'loyalty.nobody' : `loyalty.notAsked.${by}`)}</h2>
      {!isAsked && <p>{t(`loyalty.howToAsk.${by}`)}</p>}
      {!isAsked && place && <p class="answer-ways"><a class="button" href={href(place)}>{t('touchpoints')}</a></p>}
    </>
  );
}

/** The map in one sentence. */
export function LoyaltyAnswer({ told, map }: { told: Loyalty; map: LoyaltyMap }) {
  const { shares, n } = map;
  return (
    <section class="answer" aria-labelledby="loyalty-answer">
      {n === 0 && <Missing by={map.by} isAsked={map.is_asked} />}
      {n > 0 && map.too_few && <h2 id="loyalty-answer">{plural('loyalty.few', n, { least: told.rules.least })}</h2>}
      {n > 0 && !map.too_few && (
        <>
          <h2 id="loyalty-answer">{plural('loyalty.headline', n, { loyal: shareWords(shares.loyal.share), free: shareWords(shares.free.share) })}</h2>
          <p>{t('loyalty.rest', { stuck: shareWords(shares.stuck.share), leaving: shareWords(shares.leaving.share) })}</p>
        </>
      )}
    </section>
  );
}
