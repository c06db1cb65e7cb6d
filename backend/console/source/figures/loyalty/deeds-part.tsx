import type { Figure } from '../../wire-figures';
import type { DeedShares, Foretold, Loyalty } from '../../wire-loyalty';
import { formatNumber, plural, t } from '../../words/locale';
import { dayWords, decimals, intervalWords, valueWords } from '../figure-words';

function Share({ share, name }: { share: Figure; name: string }) {
  return (
    <td data-name={name}>
      {valueWords(share)}
      {share.n > 0 && <span class="few">{intervalWords(share)}{share.too_few && ` · ${t('accuracy.few')}`}</span>}
    </td>
  );
}

function DeedTable({ id, head, rows }: { id: string; head: string; rows: [name: string, shares: DeedShares][] }) {
  return (
    <div class="table-scroll" tabIndex={0} role="group" aria-labelledby={id}>
      <table class="accuracy figures-table loyalty-table folding">
        <caption class="unseen">{head}</caption>
        <thead>
          <tr>
            <th scope="col"><span class="unseen">{head}</span></th>
            <th scope="col">{t('customers')}</th>
            <th scope="col">{t('loyalty.repeat')}</th>
            <th scope="col">{t('loyalty.churn')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, shares]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td data-name={t('customers')}>{formatNumber(shares.n)}</td>
              <Share share={shares.repeat} name={t('loyalty.repeat')} />
              <Share share={shares.churn} name={t('loyalty.churn')} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function foretoldWords(what: 'repeat' | 'churn', { difference, verdict }: Foretold, least: number): string {
  if (verdict === 'too_few' || !difference) return t('loyalty.foretold.too_few', { n: least });
  const points = (value: number) => decimals(Math.abs(value) * 100, 0);
  const [low, high] = difference.value < 0 ? [-difference.high, -difference.low] : [difference.low, difference.high];
  return t(`loyalty.${what}.${verdict}`, { points: points(difference.value), low: decimals(low * 100, 0), high: decimals(high * 100, 0) });
}

function ForetoldPart({ told: { foretold, rules } }: { told: Loyalty }) {
  const words = [foretoldWords('repeat', foretold.repeat, rules.least), foretoldWords('churn', foretold.churn, rules.least)];
  return (
    <section class="panel" aria-labelledby="loyalty-foretold">
      <h2 id="loyalty-foretold">{t('loyalty.foretold')}</h2>
      {[...new Set(words)].map((sentence) => <p key={sentence}>{sentence}</p>)}
      <DeedTable
        id="loyalty-foretold" head={t('loyalty.foretold')}
        rows={foretold.groups.map(({ group, ...shares }) => [t(`loyalty.group.${group}`), shares])}
      />
    </section>
  );
}

/** Attitude is one thing, behaviour another: what customers did, and how well the one foretold the other. */
export function DeedsPart({ told }: { told: Loyalty }) {
  const { customers, watched, within, foretold } = told;
  const said = foretold.groups.some(({ n }) => n > 0);
  return (
    <>
      <section class="panel" aria-labelledby="loyalty-deeds">
        <h2 id="loyalty-deeds">{t('loyalty.deeds')}</h2>
        {customers.n === 0 && <p class="hint">{t('loyalty.deeds.none', { since: dayWords(watched.since), until: dayWords(watched.until) })}</p>}
        {customers.n > 0 && (
          <>
            <p class="hint">
              {t('loyalty.deeds.how', { since: dayWords(watched.since), until: dayWords(watched.until), days: plural('days', within) })}
            </p>
            <DeedTable
              id="loyalty-deeds" head={t('loyalty.deeds')}
              rows={[[t('loyalty.everyCustomer'), customers], [t('loyalty.new'), customers.new], [t('loyalty.returning'), customers.returning]]}
            />
          </>
        )}
      </section>
      {said && customers.n > 0 && <ForetoldPart told={told} />}
    </>
  );
}
