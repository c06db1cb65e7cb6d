import { href } from '../state/route';
import type { Fact, JourneyFigures, PlaceName } from '../wire-figures';
import { formatNumber, formatShare, locale, plural, t } from '../words/locale';
import { decimals, fine, marginOf } from './figure-words';

function listed(places: PlaceName[]): string {
  return new Intl.ListFormat(locale.get()).format(places.map(({ name }) => name));
}

/** The weakest encounter in one sentence: its grade, how sure that is, how many said so. */
function weakest(fact: Extract<Fact, { key: 'weakest' | 'weakest_of_several' }>): string {
  const { figure, kind, most, touchpoint, alike } = fact;
  const isShare = kind === 'thumbs';
  const value = isShare ? formatShare(figure.value ?? 0) : decimals(figure.value ?? 0);
  const margin = marginOf(figure) ?? 0;
  const grade = isShare ? value : t('figure.of', { value, most });
  const told = {
    name: touchpoint.name, grade, margin: isShare ? formatShare(margin) : fine(margin),
    answers: plural('figure.answers', figure.n),
  };
  return fact.key === 'weakest' ? t('fact.weakest', told) : t('fact.weakestOfSeveral', { ...told, others: listed(alike) });
}

export function factWords(fact: Fact, least: number): string {
  switch (fact.key) {
    case 'nothing_said': return t('fact.nothingSaid');
    case 'too_few': return t('fact.tooFew', { n: least });
    case 'weakest':
    case 'weakest_of_several': return weakest(fact);
    case 'reason':
      return t('fact.reason', { option: fact.option, share: formatShare(fact.figure.value ?? 0), n: formatNumber(fact.figure.n) });
    case 'got_worse': return t('fact.gotWorse', { names: listed(fact.touchpoints) });
    case 'got_better': return t('fact.gotBetter', { names: listed(fact.touchpoints) });
    case 'mend_first': return t('fact.mendFirst', { name: fact.touchpoint.name });
    case 'mend_differs': return t('fact.mendDiffers', { revenue: fact.revenue.name, commitment: fact.commitment.name });
  }
}

/** The page opens on the answer; the numbers behind it follow. */
export function Answer({ figures, entriesHref }: { figures: JourneyFigures; entriesHref: (touchpoint: string) => string }) {
  const [first, ...rest] = figures.summary;
  if (!first) return null;
  const place = 'touchpoint' in first ? first.touchpoint.key : null;
  return (
    <section class="answer" aria-labelledby="answer">
      <h2 id="answer">{factWords(first, figures.rules.least)}</h2>
      {rest.length > 0 && <ul>{rest.map((fact) => <li key={fact.key}>{factWords(fact, figures.rules.least)}</li>)}</ul>}
      <p class="answer-ways">
        {place && <a class="button primary" href={entriesHref(place)}>{t('journey.readThem')}</a>}
        {!place && <a class="button" href={href('/site')}>{t('touchpoints.toInstall')}</a>}
        <a class="button" href={href('/journey/changes')}>{t('changes.mark')}</a>
      </p>
    </section>
  );
}
