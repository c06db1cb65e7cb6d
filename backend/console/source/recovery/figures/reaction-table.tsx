import { useId } from 'preact/hooks';
import type { ReactionItem } from '../../wire-reaction';
import { formatNumber, t } from '../../words/locale';
import { liftRange, liftWords, rangeOf, shareWords, waitWords } from './numbers';

export function ReactionTable({ title, hint, items }: { title: string; hint?: string; items: ReactionItem[] }) {
  const id = useId();
  if (items.length === 0) return null;
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {hint && <p class="hint">{hint}</p>}
      <div class="wide-table" role="group" tabIndex={0} aria-labelledby={id}>
        <table class="reaction-table folding">
          <thead>
            <tr>
              <th scope="col"><span class="unseen">{title}</span></th>
              <th scope="col">{t('reaction.first')}</th>
              <th scope="col">{t('reaction.inTime')}</th>
              <th scope="col">{t('reaction.recovered')}</th>
              <th scope="col">{t('reaction.lift')}</th>
            </tr>
          </thead>
          <tbody>{items.map((item) => <Line key={item.key} item={item} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

function Line({ item: { name, key, first_answer: first, in_time: inTime, recovered, lift } }: { item: ReactionItem }) {
  return (
    <tr>
      <th scope="row">{name ?? key}</th>
      <Cell name={t('reaction.first')} value={waitWords(first.median)} beside={t('reaction.p90', { length: waitWords(first.p90), n: formatNumber(first.n) })} />
      <Cell name={t('reaction.inTime')} value={shareWords(inTime)} beside={rangeOf(inTime)} />
      <Cell name={t('reaction.recovered')} value={shareWords(recovered)} beside={rangeOf(recovered)} />
      <Cell name={t('reaction.lift')} value={liftWords(lift)} beside={liftRange(lift)} />
    </tr>
  );
}

function Cell({ name, value, beside }: { name: string; value: string; beside: string }) {
  return <td data-name={name}><b>{value}</b><span class="beside">{beside}</span></td>;
}
