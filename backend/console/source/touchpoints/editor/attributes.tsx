import { Icon } from '../../drawn/icon';
import { reasonAt } from '../../problem';
import type { AttributeKind } from '../../wire-site';
import { t } from '../../words/locale';
import type { AttributeDraft } from './draft';
import type { PartProps } from './parts';

const KINDS: AttributeKind[] = ['text', 'number', 'boolean'];
const MOST = 10;

/** What the owner's pages may tell with an answer; anything else they send is dropped. */
export function Attributes({ draft, problem, onChange }: PartProps) {
  const { attributes } = draft;
  const replace = (place: number, part: Partial<AttributeDraft>) =>
    onChange({ attributes: attributes.map((old, at) => (at === place ? { ...old, ...part } : old)) });
  return (
    <fieldset class="editor-part attributes">
      <legend>{t('part.attributes')}</legend>
      <p class="hint">{t('attributes.hint')}</p>
      {attributes.length > 0 && (
        <ul>
          {attributes.map((attribute, place) => (
            <AttributeRow
              key={place}
              attribute={attribute}
              place={place}
              fault={reasonAt(problem, `attributes.${place}`)}
              onChange={(part) => replace(place, part)}
              onRemove={() => onChange({ attributes: attributes.filter((_, at) => at !== place) })}
            />
          ))}
        </ul>
      )}
      {reasonAt(problem, 'attributes') && <p class="fault" role="alert">{reasonAt(problem, 'attributes')}</p>}
      {attributes.length < MOST && (
        <button type="button" class="button" onClick={() => onChange({ attributes: [...attributes, { key: '', kind: 'text' }] })}>
          <Icon name="plus" />{t('attributes.add')}
        </button>
      )}
    </fieldset>
  );
}

interface RowProps {
  attribute: AttributeDraft;
  place: number;
  fault: string | null;
  onChange: (part: Partial<AttributeDraft>) => void;
  onRemove: () => void;
}

function AttributeRow({ attribute, place, fault, onChange, onRemove }: RowProps) {
  const n = place + 1;
  const faultId = `attribute-${place}-fault`;
  return (
    <li class="attribute">
      <input
        type="text"
        class="code"
        autocomplete="off"
        spellcheck={false}
        placeholder="tilaustapa"
        aria-label={t('attributes.key', { n })}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={fault ? faultId : undefined}
        value={attribute.key}
        onInput={(event) => onChange({ key: event.currentTarget.value })}
      />
      <select
        aria-label={t('attributes.kind', { n })}
        value={attribute.kind}
        onChange={(event) => onChange({ kind: event.currentTarget.value as AttributeKind })}
      >
        {KINDS.map((kind) => <option key={kind} value={kind}>{t(`attribute.${kind}`)}</option>)}
      </select>
      <button type="button" class="icon-button" aria-label={t('attributes.remove', { n })} onClick={onRemove}><Icon name="bin" /></button>
      {fault && <p class="fault" id={faultId}>{fault}</p>}
    </li>
  );
}
