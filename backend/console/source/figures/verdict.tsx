import { Trouble } from '../drawn/trouble';
import { useLoaded } from '../state/loaded';
import type { Compared, Effect, Warning } from '../wire-figures';
import { formatNumber, formatShare, languageName, plural, t } from '../words/locale';
import { ScoreLine } from './encounter-row';
import { dayWords, decimals, scoreWords } from './figure-words';

const LEAST = 20;

/** What was compared: one encounter by its grades, or the weighted whole. */
function whatWords({ touchpoints }: Effect): string {
  const [only, ...others] = touchpoints;
  if (!only || others.length > 0) return t('effect.whole');
  if (only.before.value === null || only.after.value === null) return only.name;
  return `${only.name} ${scoreWords(only.before.value, only)} → ${scoreWords(only.after.value, only)}`;
}

function sentence(effect: Effect): string {
  const { verdict, overall } = effect;
  if (verdict === 'too_early') return t('effect.too_early');
  if (!overall || overall.too_few) return t('effect.few', { n: LEAST });
  const points = { move: decimals(overall.value, 1, true), low: decimals(overall.low, 1, true), high: decimals(overall.high, 1, true) };
  return t(`effect.${verdict}`, { what: whatWords(effect), ...points });
}

function warningWords(warning: Warning): string {
  if (warning.kind === 'overlap') {
    return t('warning.overlap', { names: warning.changes.map(({ title, day }) => `${title} (${dayWords(day)})`).join(', ') });
  }
  const name = warning.dimension === 'language' ? languageName(warning.member) : warning.member;
  return t('warning.mix', { name, before: formatShare(warning.before), after: formatShare(warning.after) });
}

function Row({ row }: { row: Compared }) {
  const grade = (figure: Compared['before']) => (figure.value === null ? '–' : scoreWords(figure.value, row));
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td data-name={t('effect.before')}>{grade(row.before)} <span class="few">{plural('figure.answers', row.before.n)}</span><ScoreLine {...row.before} /></td>
      <td data-name={t('effect.after')}>{grade(row.after)} <span class="few">{plural('figure.answers', row.after.n)}</span><ScoreLine {...row.after} /></td>
      <td data-name={t('effect.outcome')}>{t(`judged.${row.verdict}`)}</td>
    </tr>
  );
}

function Compare({ effect }: { effect: Effect }) {
  const { windows, touchpoints } = effect;
  if (!windows || touchpoints.length === 0) return null;
  const span = ({ since, until }: { since: string; until: string }) => `${dayWords(since, false)} – ${dayWords(until)}`;
  return (
    <div class="table-scroll" tabIndex={0} role="group" aria-label={t('effect.compared')}>
      <table class="accuracy figures-table compared folding">
        <caption class="unseen">{t('effect.compared')}</caption>
        <thead>
          <tr>
            <th scope="col"><span class="unseen">{t('filter.touchpoint')}</span></th>
            <th scope="col">{t('effect.before')}<span class="few">{span(windows.before)}</span></th>
            <th scope="col">{t('effect.after')}<span class="few">{span(windows.after)}</span></th>
            <th scope="col">{t('effect.outcome')}</th>
          </tr>
        </thead>
        <tbody>{touchpoints.map((row) => <Row key={row.key} row={row} />)}</tbody>
      </table>
    </div>
  );
}

/** Did it help: said in a sentence, with what it rests on and what it is worth. */
export function VerdictOf({ changeId, open }: { changeId: string; open: boolean }) {
  const { value: effect, problem, again } = useLoaded<Effect>(`/changes/${encodeURIComponent(changeId)}/effect`);
  if (problem) return <Trouble problem={problem} retry={again} />;
  if (!effect) return <p class="hint" aria-busy="true">{t('loading')}</p>;
  const needed = effect.verdict === 'cannot_tell' ? effect.overall?.needed : null;
  return (
    <div class={`verdict ${effect.verdict}`}>
      <p class="verdict-words">{sentence(effect)}</p>
      {needed ? <p>{t('effect.needed', { n: formatNumber(needed) })}</p> : null}
      {effect.warnings.map((warning) => <p key={warningWords(warning)} class="caution">{warningWords(warning)}</p>)}
      {effect.windows && (
        <details open={open}>
          <summary>{t('effect.details', { days: plural('days', effect.windows.days) })}</summary>
          <Compare effect={effect} />
        </details>
      )}
    </div>
  );
}
