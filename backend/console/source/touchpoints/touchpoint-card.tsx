import { href } from '../state/route';
import { mayI } from '../state/session';
import type { Touchpoint } from '../wire-site';
import { inLanguage } from '../words/in-language';
import { phrase, t } from '../words/locale';
import { Snippet } from '../drawn/copy';
import { elementTag, inlineTag } from './tag';

function Weight({ label, value }: { label: string; value: number }) {
  return (
    <span class="weight">
      {label} <b>{value}</b><span aria-hidden="true"> / 5</span>
      <meter class="unseen" min={0} max={5} value={value} aria-label={label} />
    </span>
  );
}

export function TouchpointCard({ touchpoint }: { touchpoint: Touchpoint }) {
  const { id, key, placement, questions, pages, is_active: isActive } = touchpoint;
  const finds = placement === 'floating' || placement === 'popover';
  const name = inLanguage(touchpoint.name, key);
  return (
    <li class={isActive ? 'touchpoint-card' : 'touchpoint-card resting'}>
      <div class="card-head">
        <h3>{mayI('manage') ? <a href={href(`/touchpoints/${encodeURIComponent(id)}`)}>{name}</a> : name}</h3>
        <code class="key">{key}</code>
        {!isActive && <span class="tag">{t('touchpoint.resting')}</span>}
      </div>
      <ol class="card-questions">
        {questions.map((question) => (
          <li key={question.key}>
            <span class="tag">{phrase('kind.', question.kind)}</span> {inLanguage(question.text, question.key)}
          </li>
        ))}
      </ol>
      <p class="card-facts">
        <Weight label={t('touchpoint.revenue')} value={touchpoint.revenue_value} />
        <Weight label={t('touchpoint.commitment')} value={touchpoint.commitment_value} />
        <span>{t(`placement.${placement}`)}{finds && `: ${pages.length ? pages.join(', ') : t('touchpoint.everyPage')}`}</span>
      </p>
      {placement === 'inline' && <Snippet code={inlineTag(key)} label={t('tag.inline', { name })} />}
      {placement === 'element' && <Snippet code={elementTag(key)} label={t('tag.inline', { name })} />}
    </li>
  );
}
