import { useState } from 'preact/hooks';
import { postFile } from '../api';
import { Field } from '../drawn/field';
import { useDeed } from '../state/deed';
import { toast } from '../state/toasts';
import type { Membership } from '../wire';
import type { EventsNoted } from '../wire-customers';
import { problemText } from '../words/problem-text';
import { plural, t } from '../words/locale';

interface ImportProps {
  site: Membership;
  onDone: () => void;
}

const SHOWN_FAULTS = 10;

/** Brings what customers did from a table; what is wrong is told line by line, and then nothing of it is stored. */
export function ImportPanel({ site, onDone }: ImportProps) {
  const [file, setFile] = useState<File | null>(null);
  const { busy, problem, run } = useDeed();
  const send = () => run(async () => {
    if (!file) return;
    const noted = await postFile<EventsNoted>(`/customer-events/imports?site=${encodeURIComponent(site.key)}`, file, 'text/csv');
    toast(plural('import.done', noted.new, { known: noted.known }));
    onDone();
  });
  return (
    <details class="panel import">
      <summary>{t('import')}</summary>
      <p class="hint">{t('import.hint')}</p>
      <pre tabIndex={0} role="region" aria-label={t('import.columns')}>{'key,customer,kind,occurred_at,amount,currency\norder-20417,c-1041,purchase,2026-11-21,49.90,EUR'}</pre>
      <form onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <Field label={t('import.file')} fault={problem ? problemText(problem) : null}>
          {(ties) => (
            <input {...ties} type="file" accept=".csv,text/csv" required onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)} />
          )}
        </Field>
        {problem && (
          <ul class="import-faults">
            {problem.fields.slice(0, SHOWN_FAULTS).map(({ name, reason }) => <li key={name + reason}><b>{name}</b> {reason}</li>)}
          </ul>
        )}
        <button type="submit" class="button primary" disabled={busy || !file}>{t(busy ? 'sending' : 'import.send')}</button>
      </form>
    </details>
  );
}
