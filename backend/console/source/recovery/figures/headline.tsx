import type { Reaction, ReactionItem } from '../../wire-reaction';
import { formatNumber, t } from '../../words/locale';
import { ENOUGH, liftRange, liftWords, rangeOf, shareWords, waitWords } from './numbers';

interface FigureProps {
  name: string;
  value: string;
  beside: string;
  /** How it is worked out. */
  formula: string;
  n?: number;
}

function Figure({ name, value, beside, formula, n }: FigureProps) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd>
        <b>{value}</b>
        <span>{beside}</span>
        {n !== undefined && n > 0 && n < ENOUGH && <span class="few">{t('accuracy.few')}</span>}
        <small>{formula}</small>
      </dd>
    </div>
  );
}

/** The site as a whole: each figure with its number of answers, its interval and its formula. */
export function Headline({ all, backlog: { waits, is_cut: isCut } }: { all: ReactionItem; backlog: Reaction['backlog'] }) {
  const { first_answer: first, in_time: inTime, recovered, lift } = all;
  const waiting = `${formatNumber(waits.n)}${isCut ? '+' : ''}`;
  return (
    <section class="panel" aria-labelledby="reaction-all">
      <h2 id="reaction-all">{t('reaction.all')}</h2>
      <dl class="figures">
        <Figure
          name={t('reaction.first')} value={waitWords(first.median)} formula={t('reaction.firstHow')}
          beside={t('reaction.p90', { length: waitWords(first.p90), n: formatNumber(first.n) })}
        />
        <Figure name={t('reaction.inTime')} value={shareWords(inTime)} beside={rangeOf(inTime)} formula={t('reaction.inTimeHow')} n={inTime.n} />
        <Figure name={t('reaction.recovered')} value={shareWords(recovered)} beside={rangeOf(recovered)} formula={t('reaction.recoveredHow')} n={recovered.n} />
        <Figure name={t('reaction.lift')} value={liftWords(lift)} beside={liftRange(lift)} formula={t('reaction.liftHow')} n={lift.n} />
        <Figure
          name={t('reaction.backlog')} value={waiting} formula={t('reaction.backlogHow')}
          beside={waits.n > 0 ? t('reaction.backlogAge', { median: waitWords(waits.median), longest: waitWords(waits.longest) }) : t('reaction.backlogNone')}
        />
      </dl>
    </section>
  );
}
