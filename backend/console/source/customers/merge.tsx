import { useState } from 'preact/hooks';
import { put, remove } from '../api';
import { Field } from '../drawn/field';
import { useDeed } from '../state/deed';
import { usePages } from '../state/pages';
import { useSite } from '../state/session';
import { toast, toastProblem } from '../state/toasts';
import type { Customer, CustomerCard } from '../wire-customers';
import { problemText } from '../words/problem-text';
import { t } from '../words/locale';
import { customerHref, nameOf } from './names';

interface MergeProps {
  customer: CustomerCard;
  onChanged: () => void;
}

/** The same person under two references: one speaks for both, and it can be undone at any time. */
export function MergePanel({ customer, onChanged }: MergeProps) {
  const [open, setOpen] = useState(false);
  const done = () => {
    setOpen(false);
    onChanged();
  };
  return (
    <section class="panel" aria-labelledby="merge-title">
      <h2 id="merge-title" tabIndex={-1}>{t('merge')}</h2>
      <p class="hint">{t('merge.hint')}</p>
      {customer.merged_into_id && (
        <p>
          {t('merge.isMerged')} <a href={customerHref(customer.merged_into_id)}>{t('merge.toOther')}</a>{' '}
          <UndoButton customer={customer} onDone={done} />
        </p>
      )}
      {customer.merged.length > 0 && (
        <ul class="people-list" aria-label={t('merge.merged')}>
          {customer.merged.map((other) => (
            <li key={other.id} class="people-row">
              <a href={customerHref(other.id)}>{nameOf(other)}</a>
              <span class="hint">{other.reference}</span>
              {other.merged_into_id === customer.id && <UndoButton customer={other} onDone={done} />}
            </li>
          ))}
        </ul>
      )}
      {!open && !customer.merged_into_id && (
        <button type="button" class="button" onClick={() => setOpen(true)}>{t('merge.begin')}</button>
      )}
      {open && <MergeForm customer={customer} onDone={done} onCancel={() => setOpen(false)} />}
    </section>
  );
}

function UndoButton({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const undo = async () => {
    try {
      await remove(`/customers/${customer.id}/merger`);
      toast(t('merge.undone', { name: nameOf(customer) }));
      document.getElementById('merge-title')?.focus();
      onDone();
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <button type="button" class="button" onClick={() => void undo()}>
      {t('merge.undo')}<span class="unseen">: {nameOf(customer)}</span>
    </button>
  );
}

function MergeForm({ customer, onDone, onCancel }: { customer: CustomerCard; onDone: () => void; onCancel: () => void }) {
  const site = useSite();
  const [words, setWords] = useState('');
  const { busy, problem, run } = useDeed();
  const asked = new URLSearchParams({ site: site?.key ?? '', q: words.trim(), limit: '6' });
  const found = usePages<Customer>(site && words.trim().length > 1 ? `/customers?${asked}` : null);
  const others = found.items?.filter(({ id }) => id !== customer.id) ?? [];
  const merge = (other: Customer) => run(async () => {
    await put(`/customers/${other.id}/merger`, { into: customer.id });
    toast(t('merge.done', { name: nameOf(other) }));
    document.getElementById('merge-title')?.focus();
    onDone();
  });
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <Field label={t('merge.which')} hint={t('merge.whichHint')} fault={problem ? problemText(problem) : null}>
        {(ties) => (
          <input {...ties} type="search" value={words} maxLength={100} autoComplete="off" onInput={(event) => setWords(event.currentTarget.value)} />
        )}
      </Field>
      {found.items && others.length === 0 && <p>{t('customers.notFound')}</p>}
      <ul class="people-list" aria-label={t('merge.found')}>
        {others.map((other) => (
          <li key={other.id} class="people-row">
            <b>{nameOf(other)}</b>
            <span class="hint">{[other.reference, other.email].filter(Boolean).join(' · ')}</span>
            <button type="button" class="button primary" disabled={busy} onClick={() => void merge(other)}>
              {t('merge.this')}<span class="unseen">: {nameOf(other)}</span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="button" onClick={onCancel}>{t('cancel')}</button>
    </form>
  );
}
