import { useEffect } from 'preact/hooks';
import { get } from '../api';
import { createStore, useStore } from './store';

interface Mail {
  siteKey: string | null;
  /** Null until it is known. */
  isSetUp: boolean | null;
}

const mail = createStore<Mail>({ siteKey: null, isSetUp: null });

/** Whether letters are sent from here at all; asked once a site. */
export function useMailSetUp(siteKey: string | undefined): boolean | null {
  const known = useStore(mail);
  useEffect(() => {
    if (!siteKey || mail.get().siteKey === siteKey) return;
    mail.set({ siteKey, isSetUp: null });
    get<{ is_set_up: boolean }>(`/mail?site=${encodeURIComponent(siteKey)}&limit=1`)
      .then(({ is_set_up: isSetUp }) => mail.get().siteKey === siteKey && mail.change({ isSetUp }))
      .catch(() => mail.change({ siteKey: null }));
  }, [siteKey]);
  return known.siteKey === siteKey ? known.isSetUp : null;
}
