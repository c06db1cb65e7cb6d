import { useState } from 'preact/hooks';
import { put } from '../api';
import { useLoaded } from '../state/loaded';
import { currentSession, useSite } from '../state/session';
import { toast, toastProblem } from '../state/toasts';
import type { Recovery } from '../wire-recovery';
import { t } from '../words/locale';

/** For who takes cases in turn: she says herself until when she is away. */
export function OwnAbsence() {
  const site = useSite();
  const me = currentSession()?.staff.id;
  const { value } = useLoaded<Recovery>(site ? `/sites/${site.id}/recovery` : null);
  const turn = value?.rota.find(({ staff_id: id }) => id === me);
  return site && turn ? <AwayUntil key={site.id} siteId={site.id} until={turn.away_until} /> : null;
}

function AwayUntil({ siteId, until }: { siteId: string; until: string | null }) {
  const [day, setDay] = useState(until ?? '');
  const keep = async (chosen: string) => {
    setDay(chosen);
    try {
      await put<Recovery>(`/sites/${siteId}/recovery/absence`, { away_until: chosen || null });
      toast(t('saved'));
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <section class="panel" aria-labelledby="absence-title">
      <h2 id="absence-title">{t('absence')}</h2>
      <p class="hint">{t('absence.hint')}</p>
      <label class="rota-away">
        <span>{t('rules.awayUntil')}</span>
        <input type="date" value={day} onChange={(event) => void keep(event.currentTarget.value)} />
      </label>
    </section>
  );
}
