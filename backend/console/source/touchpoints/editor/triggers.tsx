import { reasonAt } from '../../problem';
import { t } from '../../words/locale';
import type { WhenDraft } from './draft';
import { NumberBox, TextBox } from './number-box';
import type { PartProps } from './parts';

/** What opens a popover; the first that happens does. */
export function Triggers({ draft, problem, onChange }: PartProps) {
  const { when } = draft;
  const change = (part: Partial<WhenDraft>) => onChange({ when: { ...when, ...part } });
  return (
    <fieldset class="triggers">
      <legend>{t('when.triggers')}</legend>
      <p class="hint">{t('when.triggersHint')}</p>
      <NumberBox
        label={t('when.seconds')} unit={t('when.secondsUnit')} hint={t('when.secondsHint')} value={when.seconds} least={0} most={3600} start={20}
        fault={reasonAt(problem, 'when.seconds')} onChange={(seconds) => change({ seconds })}
      />
      <NumberBox
        label={t('when.scroll')} unit="%" hint={t('when.scrollHint')} value={when.scroll} least={1} most={100} start={60}
        fault={reasonAt(problem, 'when.scroll')} onChange={(scroll) => change({ scroll })}
      />
      <ExitBox isOn={when.exit} onToggle={() => change({ exit: !when.exit })} />
      <TextBox
        label={t('when.seen')} hint={t('when.seenHint')} placeholder="#toimitusehdot" value={when.seen}
        fault={reasonAt(problem, 'when.seen')} onChange={(seen) => change({ seen })}
      />
      <TextBox
        label={t('when.clicked')} hint={t('when.clickedHint')} placeholder=".peru-tilaus" value={when.clicked}
        fault={reasonAt(problem, 'when.clicked')} onChange={(clicked) => change({ clicked })}
      />
      <TextBox
        label={t('when.event')} hint={t('when.eventHint')} placeholder="tilaus-valmis" value={when.event}
        fault={reasonAt(problem, 'when.event')} onChange={(event) => change({ event })}
      />
    </fieldset>
  );
}

function ExitBox({ isOn, onToggle }: { isOn: boolean; onToggle: () => void }) {
  return (
    <div class="trigger">
      <label class="check">
        <input type="checkbox" checked={isOn} aria-describedby="exit-hint" onChange={onToggle} />
        <span>{t('when.exit')}</span>
      </label>
      <p class="hint" id="exit-hint">{t('when.exitHint')}</p>
    </div>
  );
}
