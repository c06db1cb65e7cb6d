import type { ComponentChildren } from 'preact';
import { FaceShape, StarShape, ThumbShape } from '../../drawn/marks';
import { lookOf, lookStyle, shownScheme } from '../../drawn/own-look';
import { useJourney } from '../../state/journey';
import type { Words } from '../../wire';
import type { Question } from '../../wire-site';
import { formatNumber, t } from '../../words/locale';
import { valueWords } from '../../words/scale-words';
import { valuesOf } from './scales';

/** The question as a visitor meets it, in the site's own language and look. Nothing in it can be pressed. */
export function QuestionPreview({ question }: { question: Question }) {
  const { site } = useJourney();
  const look = lookOf(site);
  const say = (words: Words | null) => words?.[site?.default_language ?? ''] || Object.values(words ?? {}).find(Boolean) || '';
  return (
    <figure class="preview">
      <figcaption>{t('preview')}</figcaption>
      <div class="preview-card" inert style={lookStyle(look, shownScheme(look))}>
        <b class="preview-text">{say(question.text) || t('preview.noText')}</b>
        <Body question={question} say={say} />
      </div>
    </figure>
  );
}

function Body({ question, say }: { question: Question; say: (words: Words | null) => string }) {
  const { kind, options, several } = question;
  if (kind === 'text') return <span class="preview-box" />;
  if (kind === 'choice') {
    return (
      <span class="preview-options">
        {options?.map((option, place) => (
          <span key={place} class="preview-option"><i class={several ? 'box' : 'dot'} />{say(option.text) || '…'}</span>
        ))}
      </span>
    );
  }
  const low = say(question.low);
  const high = say(question.high);
  return (
    <>
      <span class={`preview-marks marks-${kind}`}>{valuesOf(question).map((value) => <Mark key={value} kind={kind} value={value} />)}</span>
      {(low || high) && <span class="preview-ends"><span>{low}</span><span>{high}</span></span>}
    </>
  );
}

function Mark({ kind, value }: { kind: string; value: number }): ComponentChildren {
  switch (kind) {
    case 'stars': return <StarShape full={value <= 4} />;
    case 'faces': return <FaceShape value={value} />;
    case 'thumbs': return <ThumbShape up={value > 0} />;
    case 'expectation': return <span class="preview-option"><i class="dot" />{valueWords(kind, value)}</span>;
    default: return <span class="preview-number">{formatNumber(value)}</span>;
  }
}
