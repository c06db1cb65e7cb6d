import { useState } from 'preact/hooks';
import { put } from '../api';
import { FormTrouble } from '../drawn/trouble';
import { useDeed } from '../state/deed';
import { useLoaded } from '../state/loaded';
import { useSite } from '../state/session';
import { toast } from '../state/toasts';
import type { Membership } from '../wire';
import type { DigestWish } from '../wire-reports';
import { locale, t } from '../words/locale';

function whenWords(moment: string): string {
  const form: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'numeric', hour: 'numeric', minute: '2-digit' };
  return new Intl.DateTimeFormat(locale.get(), form).format(new Date(moment));
}

/** The weekly letter of the site in hand: each sets it for herself. */
export function DigestPanel() {
  const site = useSite();
  return site && <DigestOf key={site.id} site={site} />;
}

function DigestOf({ site }: { site: Membership }) {
  const path = `/sites/${site.id}/digest`;
  const { value } = useLoaded<DigestWish>(path);
  const [chosen, setChosen] = useState<DigestWish | null>(null);
  const { busy, problem, run } = useDeed();
  const wish = chosen ?? value;
  if (!wish) return null;
  const choose = () => run(async () => {
    const set = await put<DigestWish>(path, { is_on: !wish.is_on });
    setChosen(set);
    toast(t(set.is_on ? 'weekly.on' : 'weekly.off'));
  });
  return (
    <section class="panel" aria-labelledby="weekly-title">
      <h2 id="weekly-title">{t('weekly')}</h2>
      <label class="check">
        <input type="checkbox" checked={wish.is_on} aria-disabled={busy} aria-describedby="weekly-hint" onChange={() => void choose()} />
        {t('weekly.choose', { site: site.name })}
      </label>
      <p class="hint" id="weekly-hint">
        {t('weekly.hint')}{' '}
        {wish.is_on && wish.is_set_up && t('weekly.next', { when: whenWords(wish.next_at) })}
        {!wish.is_set_up && t('weekly.noMail')}
      </p>
      {problem && <FormTrouble problem={problem} />}
    </section>
  );
}
