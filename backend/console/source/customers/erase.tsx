import { remove } from '../api';
import { ask } from '../drawn/ask';
import { Icon } from '../drawn/icon';
import { useDeed } from '../state/deed';
import { goInstead, href } from '../state/route';
import { toast } from '../state/toasts';
import type { CustomerCard } from '../wire-customers';
import { plural, t } from '../words/locale';
import { problemText } from '../words/problem-text';
import { nameOf } from './names';

/** What the law gives her: everything that is kept of her, and its end. */
export function ErasePanel({ customer }: { customer: CustomerCard }) {
  const { busy, problem, run } = useDeed();
  const erase = async () => {
    const name = nameOf(customer);
    const text = plural('erase.text', customer.entries);
    if (!(await ask({ title: t('erase.title', { name }), text, yes: t('erase.yes') }))) return;
    await run(async () => {
      await remove(`/customers/${customer.id}`);
      toast(t('erase.done', { name }));
      goInstead(href('/customers'));
    });
  };
  return (
    <section class="panel" aria-labelledby="own-data">
      <h2 id="own-data">{t('erase.data')}</h2>
      <p class="hint">{t('erase.hint')}</p>
      {problem && <p class="fault" role="alert">{problemText(problem)}</p>}
      <div class="form-buttons">
        <a class="button" href={`/api/v1/customers/${encodeURIComponent(customer.id)}/export`} download>
          <Icon name="download" />{t('erase.export')}
        </a>
        <button type="button" class="button risky" disabled={busy} onClick={() => void erase()}>
          <Icon name="bin" />{t(busy ? 'erase.busy' : 'erase.button')}
        </button>
      </div>
    </section>
  );
}
