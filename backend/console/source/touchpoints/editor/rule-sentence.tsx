import { useId } from 'preact/hooks';
import { reasonAt } from '../../problem';
import type { Question, ShowIf } from '../../wire-site';
import { inLanguage } from '../../words/in-language';
import { t } from '../../words/locale';
import { valueWords } from '../../words/scale-words';
import type { QuestionProps } from './question-fields';
import { firstRule, fitOf, fitsFor, inOrder, ruleAbout, type Fit } from './rule';
import { valuesOf } from './scales';

/** "Ask only if [How did ordering go?] [is at most] [3]". */
export function Rule({ question, earlier, problem, at, onChange }: QuestionProps & { at: string }) {
  const rule = question.show_if;
  const id = useId();
  const fault = reasonAt(problem, `${at}.show_if`, true);
  const set = (next: ShowIf | null) => onChange({ ...question, show_if: next && inOrder(next) });
  const toggle = () => {
    const asked = earlier[0];
    set(rule || !asked ? null : firstRule(asked));
  };
  return (
    <div class="rule">
      <label class="check">
        <input type="checkbox" checked={rule !== null} onChange={toggle} />
        {t('rule')}
      </label>
      {rule && (
        <div class="rule-sentence" role="group" aria-label={t('rule')} aria-describedby={fault ? `${id}-fault` : undefined}>
          <Sentence rule={rule} earlier={earlier} isFaulty={fault !== null} onChange={set} />
        </div>
      )}
      {rule && fault && <p class="fault" id={`${id}-fault`}>{fault}</p>}
    </div>
  );
}

interface SentenceProps {
  rule: ShowIf;
  earlier: Question[];
  isFaulty: boolean;
  onChange: (rule: ShowIf) => void;
}

function Sentence({ rule, earlier, isFaulty, onChange }: SentenceProps) {
  const asked = earlier.find(({ key }) => key === rule.question);
  const fit = fitOf(rule);
  const about = (key: string) => {
    const other = earlier.find((question) => question.key === key);
    if (other) onChange(firstRule(other));
  };
  return (
    <>
      <span aria-hidden="true">{t('rule.if')}</span>
      <select aria-label={t('rule.question')} aria-invalid={isFaulty ? 'true' : undefined} value={asked ? rule.question : ''} onChange={(event) => about(event.currentTarget.value)}>
        {!asked && <option value="">{t('rule.choose')}</option>}
        {earlier.map(({ key, text }, place) => (
          <option key={key} value={key}>{inLanguage(text, t('question.n', { n: place + 1 }))}</option>
        ))}
      </select>
      {asked && (
        <select aria-label={t('rule.fit')} value={fit} onChange={(event) => onChange(ruleAbout(asked, event.currentTarget.value as Fit, rule))}>
          {fitsFor(asked).map((one) => <option key={one} value={one}>{t(`fit.${one}`)}</option>)}
        </select>
      )}
      {asked && <Values asked={asked} rule={rule} fit={fit} onChange={onChange} />}
    </>
  );
}

function Values({ asked, rule, fit, onChange }: { asked: Question; rule: ShowIf; fit: Fit; onChange: (rule: ShowIf) => void }) {
  if (fit === 'any_of') return <OptionPills asked={asked} chosen={rule.any_of ?? []} onChange={(any_of) => onChange({ ...rule, any_of })} />;
  const pick = (name: 'at_least' | 'at_most', label: string) => (
    <select aria-label={label} value={String(rule[name])} onChange={(event) => onChange({ ...rule, [name]: Number(event.currentTarget.value) })}>
      {valuesOf(asked).map((value) => <option key={value} value={String(value)}>{valueWords(asked.kind, value)}</option>)}
    </select>
  );
  return (
    <>
      {(fit === 'at_least' || fit === 'between') && pick('at_least', t('rule.least'))}
      {fit === 'between' && <span aria-hidden="true">–</span>}
      {(fit === 'at_most' || fit === 'between') && pick('at_most', t('rule.most'))}
    </>
  );
}

function OptionPills({ asked, chosen, onChange }: { asked: Question; chosen: string[]; onChange: (keys: string[]) => void }) {
  const toggle = (key: string) => onChange(chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key]);
  return (
    <span class="pills">
      {(asked.options ?? []).filter(({ key }) => key).map(({ key, text }) => (
        <label key={key} class="pill">
          <input type="checkbox" checked={chosen.includes(key)} onChange={() => toggle(key)} />
          <span>{inLanguage(text, key)}</span>
        </label>
      ))}
    </span>
  );
}
