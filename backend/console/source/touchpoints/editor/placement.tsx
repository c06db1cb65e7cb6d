import { useId } from 'preact/hooks';
import { Snippet } from '../../drawn/copy';
import type { Placement } from '../../wire-site';
import { t } from '../../words/locale';
import { elementTag, inlineTag } from '../tag';
import { WordsField } from '../words-field';
import type { PartProps } from './parts';
import { Triggers } from './triggers';
import { Conditions } from './conditions';

const PLACEMENTS: Placement[] = ['inline', 'floating', 'popover', 'element'];

/** Where and when the visitor meets it. */
export function PlacementFields(props: PartProps) {
  const { draft, languages, problem, onChange } = props;
  const { placement, key } = draft;
  const finds = placement === 'floating' || placement === 'popover';
  return (
    <fieldset class="editor-part">
      <legend>{t('part.where')}</legend>
      <PlacementChoice value={placement} onChoose={(chosen) => onChange({ placement: chosen })} />
      {placement === 'inline' && key && <Snippet code={inlineTag(key)} label={t('placement.inline')} />}
      {placement === 'element' && key && <Snippet code={elementTag(key)} label={t('placement.element')} />}
      {placement === 'floating' && (
        <WordsField
          label={t('touchpoint.launcher')}
          name="launcher"
          words={draft.launcher}
          languages={languages}
          problem={problem}
          onChange={(launcher) => onChange({ launcher })}
        />
      )}
      {placement === 'popover' && <Triggers {...props} />}
      {finds && <Conditions {...props} />}
    </fieldset>
  );
}

function PlacementChoice({ value, onChoose }: { value: Placement; onChoose: (placement: Placement) => void }) {
  const id = useId();
  return (
    <div class="placements" role="radiogroup" aria-label={t('touchpoint.placement')}>
      {PLACEMENTS.map((placement) => (
        <label key={placement} class="placement">
          <input
            type="radio"
            name={`${id}-placement`}
            checked={placement === value}
            aria-describedby={`${id}-${placement}`}
            onChange={() => onChoose(placement)}
          />
          <b>{t(`placement.${placement}`)}</b>
          <span class="hint" id={`${id}-${placement}`}>{t(`placement.${placement}Hint`)}</span>
        </label>
      ))}
    </div>
  );
}
