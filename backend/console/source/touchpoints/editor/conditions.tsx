import { Field } from '../../drawn/field';
import { reasonAt } from '../../problem';
import { t } from '../../words/locale';
import type { WhenDraft } from './draft';
import { NumberBox } from './number-box';
import type { PartProps } from './parts';

interface LinesProps {
  label: string;
  hint: string;
  placeholder: string;
  lines: string[];
  fault: string | null;
  onChange: (lines: string[]) => void;
}

function Lines({ label, hint, placeholder, lines, fault, onChange }: LinesProps) {
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(ties) => (
        <textarea
          {...ties}
          rows={Math.max(2, lines.length)}
          class="code"
          spellcheck={false}
          placeholder={placeholder}
          value={lines.join('\n')}
          onInput={(event) => onChange(event.currentTarget.value.split('\n'))}
        />
      )}
    </Field>
  );
}

/** On which pages and to whom: all of it must hold. */
export function Conditions({ draft, problem, onChange }: PartProps) {
  const { when } = draft;
  const change = (part: Partial<WhenDraft>) => onChange({ when: { ...when, ...part } });
  const narrowed = when.hosts.length + when.query.length > 0 || when.share !== null;
  return (
    <>
      <Lines
        label={t('touchpoint.pages')}
        hint={t('touchpoint.pagesHint')}
        placeholder="/kassa*"
        lines={draft.pages}
        fault={reasonAt(problem, 'pages', true)}
        onChange={(pages) => onChange({ pages })}
      />
      <details class="more-conditions" open={narrowed}>
        <summary>{t('when.more')}</summary>
        <div class="two-columns">
          <Lines
            label={t('when.hosts')}
            hint={t('when.hostsHint')}
            placeholder="*.puoti.fi"
            lines={when.hosts}
            fault={reasonAt(problem, 'when.hosts', true)}
            onChange={(hosts) => change({ hosts })}
          />
          <Lines
            label={t('when.query')}
            hint={t('when.queryHint')}
            placeholder="utm_campaign=kevat*"
            lines={when.query}
            fault={reasonAt(problem, 'when.query', true)}
            onChange={(query) => change({ query })}
          />
        </div>
        <NumberBox
          label={t('when.share')}
          unit="%"
          hint={t('when.shareHint')}
          value={when.share}
          least={1}
          most={100}
          start={25}
          fault={reasonAt(problem, 'when.share')}
          onChange={(share) => change({ share })}
        />
      </details>
    </>
  );
}
