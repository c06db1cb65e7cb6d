import { useState } from 'preact/hooks';
import { copyText } from '../drawn/copy';
import { useFocusFirst } from '../drawn/focus-first';
import { Icon } from '../drawn/icon';
import { currentSession } from '../state/session';
import { t } from '../words/locale';

/** As a text file: what it is for, and the codes. */
function fileOf(codes: string[]): string {
  const head = t('recovery.file', { email: currentSession()?.staff.email ?? '', address: location.origin });
  return `data:text/plain;charset=utf-8,${encodeURIComponent(`${head}\n\n${codes.join('\n')}\n`)}`;
}

/** Shown once: whoever loses the phone gets in by one of these. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const first = useFocusFirst<HTMLHeadingElement>();
  const [listed, setListed] = useState<HTMLElement | null>(null);
  const done = () => {
    document.getElementById('two-step-title')?.focus();
    onKept();
  };
  return (
    <div class="shown-once">
      <h3 ref={first} tabIndex={-1}>{t('recovery.title')}</h3>
      <p>{t('recovery.text')}</p>
      <ol ref={setListed} class="recovery-codes" aria-label={t('recovery')}>
        {codes.map((code) => <li key={code}><code>{code}</code></li>)}
      </ol>
      <div class="form-buttons">
        <button type="button" class="button" onClick={() => void copyText(codes.join('\n'), listed)}>
          <Icon name="copy" />{t('recovery.copy')}
        </button>
        <a class="button" href={fileOf(codes)} download={t('recovery.fileName')}><Icon name="download" />{t('recovery.download')}</a>
        <button type="button" class="button primary" onClick={done}>{t('recovery.kept')}</button>
      </div>
    </div>
  );
}
