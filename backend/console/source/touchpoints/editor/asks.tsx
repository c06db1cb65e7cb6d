import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../../words/locale';
import { WordsField } from '../words-field';
import type { PartProps } from './parts';

interface AskProps {
  label: string;
  hint: string;
  isOn: boolean;
  onToggle: () => void;
  children?: ComponentChildren;
}

function Ask({ label, hint, isOn, onToggle, children }: AskProps) {
  const hintId = useId();
  return (
    <div class="ask">
      <label class="check">
        <input type="checkbox" checked={isOn} aria-describedby={hintId} onChange={onToggle} />
        {label}
      </label>
      <p class="hint" id={hintId}>{hint}</p>
      {isOn && children}
    </div>
  );
}

/** What is asked beside the questions: comment, pointing, e-mail, leave to publish. */
export function Asks({ draft, languages, problem, onChange }: PartProps) {
  return (
    <fieldset class="editor-part">
      <legend>{t('part.asks')}</legend>
      <Ask label={t('asks.comment')} hint={t('asks.commentHint')} isOn={draft.ask_comment} onToggle={() => onChange({ ask_comment: !draft.ask_comment })}>
        <WordsField
          label={t('asks.commentLabel')}
          hint={t('asks.ownWords')}
          name="comment_label"
          words={draft.comment_label}
          languages={languages}
          problem={problem}
          onChange={(words) => onChange({ comment_label: words })}
        />
      </Ask>
      <Ask label={t('asks.pointing')} hint={t('asks.pointingHint')} isOn={draft.ask_pointing} onToggle={() => onChange({ ask_pointing: !draft.ask_pointing })} />
      <Ask label={t('asks.email')} hint={t('asks.emailHint')} isOn={draft.ask_email} onToggle={() => onChange({ ask_email: !draft.ask_email })}>
        <WordsField
          label={t('asks.emailReason')}
          hint={t('asks.ownWords')}
          name="email_reason"
          words={draft.email_reason}
          languages={languages}
          problem={problem}
          onChange={(words) => onChange({ email_reason: words })}
        />
      </Ask>
      <Ask label={t('asks.permission')} hint={t('asks.permissionHint')} isOn={draft.ask_permission} onToggle={() => onChange({ ask_permission: !draft.ask_permission })} />
    </fieldset>
  );
}
