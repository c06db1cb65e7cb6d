import { useState } from 'preact/hooks';
import { post } from '../api';
import { Field } from '../drawn/field';
import { useFocusFirst } from '../drawn/focus-first';
import { FormTrouble } from '../drawn/trouble';
import { lastWeeks } from '../figures/period';
import { reasonAt } from '../problem';
import { useDeed } from '../state/deed';
import type { Membership } from '../wire';
import { SHARE_LANGUAGES, type ShareLanguage, type ShownShareLink } from '../wire-reports';
import { locale, plural, t } from '../words/locale';
import { languageOwnName } from '../words/own-name';

const LIVES = [7, 30, 90, 365] as const;

interface ShareFormProps {
  site: Membership;
  onMade: (link: ShownShareLink) => void;
  onCancel: () => void;
}

/** Which days, in which language, for how long. */
export function ShareForm({ site, onMade, onCancel }: ShareFormProps) {
  const [title, setTitle] = useState('');
  const [days, setDays] = useState(lastWeeks(13));
  const [language, setLanguage] = useState<ShareLanguage>(locale.get());
  const [life, setLife] = useState(30);
  const [praise, setPraise] = useState(false);
  const { busy, problem, run } = useDeed();
  const first = useFocusFirst<HTMLInputElement>();
  const submit = (event: Event) => {
    event.preventDefault();
    const asked = { title: title.trim(), ...days, language, days: life, with_comments: praise };
    void run(async () => onMade(await post<ShownShareLink>(`/share-links?site=${encodeURIComponent(site.key)}`, asked)));
  };
  return (
    <form class="token-form" onSubmit={submit}>
      <Field label={t('share.title')} hint={t('share.titleHint')} fault={reasonAt(problem, 'title')}>
        {(ties) => <input {...ties} ref={first} type="text" autocomplete="off" maxLength={120} value={title} onInput={(event) => setTitle(event.currentTarget.value)} />}
      </Field>
      <div class="share-days">
        <Field label={t('share.since')} fault={reasonAt(problem, 'since')}>
          {(ties) => <input {...ties} type="date" required max={days.until} value={days.since} onInput={(event) => setDays({ ...days, since: event.currentTarget.value })} />}
        </Field>
        <Field label={t('share.last')} fault={reasonAt(problem, 'until')}>
          {(ties) => <input {...ties} type="date" required min={days.since} value={days.until} onInput={(event) => setDays({ ...days, until: event.currentTarget.value })} />}
        </Field>
      </div>
      <Field label={t('share.language')}>
        {(ties) => (
          <select {...ties} value={language} onChange={(event) => setLanguage(event.currentTarget.value as ShareLanguage)}>
            {SHARE_LANGUAGES.map((code) => <option key={code} value={code} lang={code}>{languageOwnName(code)}</option>)}
          </select>
        )}
      </Field>
      <Field label={t('tokens.lasts')}>
        {(ties) => (
          <select {...ties} value={life} onChange={(event) => setLife(Number(event.currentTarget.value))}>
            {LIVES.map((one) => <option key={one} value={one}>{plural('days', one)}</option>)}
          </select>
        )}
      </Field>
      <label class="check">
        <input type="checkbox" checked={praise} onChange={() => setPraise(!praise)} />
        {t('share.praise')}
      </label>
      {problem && problem.fields.length === 0 && <FormTrouble problem={problem} />}
      <div class="form-buttons">
        <button type="submit" class="button primary" aria-disabled={busy}>{t('share.make')}</button>
        <button type="button" class="button" onClick={onCancel}>{t('cancel')}</button>
      </div>
    </form>
  );
}
