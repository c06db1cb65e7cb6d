import { useJourney } from '../../state/journey';
import type { Member } from '../../wire-access';
import type { RotaMember } from '../../wire-recovery';
import { t } from '../../words/locale';
import type { PartProps } from './draft';

/** Who takes cases in turn, and who of them is away. */
export function Rota({ draft, change }: PartProps) {
  const { staff } = useJourney();
  // A viewer answers nobody.
  const able = (staff as Member[]).filter(({ role }) => role !== 'viewer');
  const toggle = (id: string) => {
    const rest = draft.rota.filter(({ staff_id: one }) => one !== id);
    change({ rota: rest.length < draft.rota.length ? rest : [...draft.rota, { staff_id: id, away_until: null }] });
  };
  const setAway = (id: string, day: string) => {
    change({ rota: draft.rota.map((one) => (one.staff_id === id ? { ...one, away_until: day || null } : one)) });
  };
  return (
    <section class="panel" aria-labelledby="rules-rota">
      <h2 id="rules-rota">{t('rules.rota')}</h2>
      <p class="hint">{draft.rota.length === 0 ? t('rules.rotaNobody') : t('rules.rotaHint')}</p>
      <ul class="rota">
        {able.map(({ id, name }) => (
          <RotaRow key={id} name={name} turn={draft.rota.find(({ staff_id: one }) => one === id)} onToggle={() => toggle(id)} onAway={(day) => setAway(id, day)} />
        ))}
      </ul>
    </section>
  );
}

interface RotaRowProps {
  name: string;
  turn: RotaMember | undefined;
  onToggle: () => void;
  onAway: (day: string) => void;
}

function RotaRow({ name, turn, onToggle, onAway }: RotaRowProps) {
  return (
    <li class="rota-row">
      <label class="check"><input type="checkbox" checked={turn !== undefined} onChange={onToggle} />{name}</label>
      {turn && (
        <label class="rota-away">
          <span>{t('rules.awayUntil')}<span class="unseen"> {name}</span></span>
          <input type="date" value={turn.away_until ?? ''} onInput={(event) => onAway(event.currentTarget.value)} />
        </label>
      )}
    </li>
  );
}
