import { useState } from 'preact/hooks';
import type { Conversation } from '../wire';
import { t } from '../words/locale';
import { cutAtEvidence, evidenceFor } from './evidence';

/** Which way it pulls is read aloud by way of the style sheet, so that the text stays the visitor's, copied too. */
function Evidence({ text, weight }: { text: string; weight: number }) {
  const way = weight > 0 ? 'positive' : 'negative';
  const says = t(`evidence.${way}`);
  return <mark class={`evidence ${way}`} title={says} data-says={` (${says})`}>{text}</mark>;
}

/** What the visitor wrote, as she wrote it: text only, her line breaks kept. */
export function Comment({ conversation }: { conversation: Conversation }) {
  const { comment, sentiment, language } = conversation;
  const [marked, setMarked] = useState(true);
  if (!comment) return <p class="comment silent">{t('row.noComment')}</p>;
  const evidence = evidenceFor(comment, sentiment?.evidence ?? []);
  const pieces = cutAtEvidence(comment, marked ? evidence : []);
  return (
    <>
      <blockquote class="comment" lang={language ?? undefined}>
        {pieces.map(({ text, weight }, place) => (weight === null ? text : <Evidence key={place} text={text} weight={weight} />))}
      </blockquote>
      {evidence.length > 0 && (
        <label class="evidence-toggle">
          <input type="checkbox" checked={marked} onChange={() => setMarked(!marked)} />
          {t('evidence.show')}
          <span class="evidence-key">
            <mark class="evidence positive">{t('mood.positive')}</mark>
            <mark class="evidence negative">{t('mood.negative')}</mark>
          </span>
        </label>
      )}
    </>
  );
}
