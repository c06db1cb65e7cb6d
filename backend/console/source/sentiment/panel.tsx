import { useRef } from 'preact/hooks';
import { Moment } from '../drawn/moment';
import { MoodChip, MoodShape } from '../drawn/states';
import { mayI } from '../state/session';
import type { Conversation, Sentiment } from '../wire';
import { languageName, t } from '../words/locale';
import { correct, keyOf, takeBack, TONES } from './correct';
import { contradictionWords, strengthWords, sureWords } from './plain-words';

/** Said in words, before the comment: whoever reads one of the two alone would be misled. */
export function Contradiction({ conversation }: { conversation: Conversation }) {
  const { rating, contradicts } = conversation;
  if (!contradicts || !rating) return null;
  return (
    <div class="contradiction" role="note">
      <p><b>{contradictionWords(rating)}</b></p>
      <p>{t('contradicts.hint')}</p>
    </div>
  );
}

function WhoSaidIt({ sentiment }: { sentiment: Sentiment }) {
  const { corrected, machine_label: machine } = sentiment;
  if (!corrected) return <span class="hint">{t('tone.machine')}</span>;
  const verb = corrected.label === machine ? 'tone.confirmed' : 'tone.corrected';
  return <span class="hint">{t(verb, { name: corrected.by })} · <Moment at={corrected.at} /></span>;
}

function Fact({ name, words }: { name: string; words: string }) {
  return <div><dt>{name}</dt><dd>{words}</dd></div>;
}

/** What the program made of it. A staff label changes none of this, so then it says whose judgement it is. */
function MachinePart({ sentiment }: { sentiment: Sentiment }) {
  const { score, confidence, language, version, machine_label: machine } = sentiment;
  const isOverruled = sentiment.corrected !== null && sentiment.corrected.label !== machine;
  if (machine === 'unknown') return <p class="hint">{t('mood.unknownLong')}</p>;
  return (
    <>
      {isOverruled && <p class="tone-machine">{t('tone.machineSaid', { label: t(`mood.${machine}`).toLocaleLowerCase() })}</p>}
      <dl class="tone-facts">
        {score !== null && <Fact name={t('tone.strength')} words={strengthWords(score)} />}
        {confidence !== null && <Fact name={t('tone.sure')} words={sureWords(confidence)} />}
        {language && <Fact name={t('tone.language')} words={languageName(language)} />}
        {version && <Fact name={t('tone.version')} words={version} />}
      </dl>
    </>
  );
}

function ToneButtons({ conversation, sentiment }: { conversation: Conversation; sentiment: Sentiment }) {
  return (
    <div class="tone-buttons" role="group" aria-labelledby="tone-correct">
      <span id="tone-correct" class="tone-ask">{t(sentiment.machine_label === 'unknown' ? 'tone.tell' : 'tone.correct')}</span>
      {TONES.map((tone) => (
        <button
          key={tone}
          type="button"
          class={`button tone ${tone}`}
          aria-pressed={sentiment.corrected?.label === tone}
          aria-keyshortcuts={keyOf(tone)}
          onClick={() => void correct(conversation, tone)}
        >
          <MoodShape mood={tone} />{t(`mood.${tone}`)}<kbd aria-hidden="true">{keyOf(tone)}</kbd>
        </button>
      ))}
    </div>
  );
}

/** The comment's sentiment in words: whose judgement, how strong, how sure; and the way to mend it. */
export function SentimentPanel({ conversation }: { conversation: Conversation }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { sentiment } = conversation;
  if (!sentiment) return null;
  const undo = () => {
    // The button goes away with the correction; the focus must not go with it.
    heading.current?.focus();
    void takeBack(conversation);
  };
  return (
    <section class="tone-panel" aria-labelledby="tone-title">
      <h3 id="tone-title" tabIndex={-1} ref={heading}>{t('sentiment')}</h3>
      {sentiment.label !== 'unknown' && (
        <div class="tone-verdict">
          <MoodChip mood={sentiment.label} />
          <WhoSaidIt sentiment={sentiment} />
          {sentiment.corrected && mayI('moderate') && (
            <button type="button" class="button quiet tone-undo" onClick={undo}>{t('tone.takeBack')}</button>
          )}
        </div>
      )}
      <MachinePart sentiment={sentiment} />
      {mayI('moderate') && <ToneButtons conversation={conversation} sentiment={sentiment} />}
    </section>
  );
}
