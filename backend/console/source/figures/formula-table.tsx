import { useLoaded } from '../state/loaded';
import { useSite } from '../state/session';
import type { Figure, JourneyFigures } from '../wire-figures';
import type { Touchpoint } from '../wire-site';
import { formatNumber, phrase, t } from '../words/locale';
import { intervalWords, valueWords } from './figure-words';
import { askedOf, useQuery } from './period';

function Group({ head, figures }: { head: string; figures: Figure[] }) {
  return (
    <tbody>
      <tr class="group"><th colSpan={4} scope="rowgroup">{head}</th></tr>
      {figures.map((figure) => (
        <tr key={figure.formula}>
          <th scope="row">{phrase('formula.', figure.formula)}<span class="few">{t(`how.${figure.formula}` as 'how.mean')}</span></th>
          <td>{valueWords(figure)}</td>
          <td>{formatNumber(figure.n)}</td>
          <td>{intervalWords(figure)}{figure.too_few && figure.n > 0 && <span class="few">{t('accuracy.few')}</span>}</td>
        </tr>
      ))}
    </tbody>
  );
}

/** Every figure of the encounter's questions in the whole period, each with its formula. */
export function FormulaTable({ touchpoint }: { touchpoint: Touchpoint }) {
  const site = useSite();
  const { query } = useQuery();
  const { value: figures } = useLoaded<JourneyFigures>(site && `/journey?site=${encodeURIComponent(site.key)}&${askedOf(query)}`);
  const encounter = figures?.stages.flatMap((stage) => stage.touchpoints).find(({ key }) => key === touchpoint.key);
  if (!encounter || (encounter.questions.length === 0 && !encounter.response)) return null;
  const { response } = encounter;
  return (
    <section class="panel" aria-labelledby="formulas-head">
      <h2 id="formulas-head">{t('figures')}</h2>
      <div class="table-scroll" tabIndex={0} role="group" aria-labelledby="formulas-head">
        <table class="accuracy figures-table">
          <caption class="unseen">{t('figures')}</caption>
          <thead>
            <tr>
              <th scope="col"><span class="unseen">{t('figures')}</span></th>
              <th scope="col">{t('figure.value')}</th>
              <th scope="col">{t('figure.n')}</th>
              <th scope="col">{t('accuracy.range')}</th>
            </tr>
          </thead>
          {encounter.questions.map((question) => <Group key={question.key} head={question.text} figures={question.figures} />)}
          {response && <Group head={t('response.head')} figures={[...(response.opened ? [response.opened] : []), response.answered]} />}
        </table>
      </div>
    </section>
  );
}
