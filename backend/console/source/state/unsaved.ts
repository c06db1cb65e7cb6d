import { useEffect } from 'preact/hooks';
import { ask } from '../drawn/ask';
import { t } from '../words/locale';
import { holdRoute } from './route';

const askToDiscard = () => ask({
  title: t('unsaved.title'), text: t('unsaved.text'), yes: t('unsaved.discard'), no: t('unsaved.stay'),
});

/** Asks before unsaved changes are left behind: the console on its own pages, the browser when the page is closed. */
export function useUnsaved(changed: boolean): void {
  useEffect(() => {
    if (!changed) return undefined;
    const leaving = new AbortController();
    addEventListener('beforeunload', (event) => event.preventDefault(), { signal: leaving.signal });
    const release = holdRoute(askToDiscard);
    return () => {
      leaving.abort();
      release();
    };
  }, [changed]);
}
