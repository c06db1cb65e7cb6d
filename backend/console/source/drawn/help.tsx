import { useEffect, useRef } from 'preact/hooks';
import { createStore, useStore } from '../state/store';
import { t, type Key } from '../words/locale';

const helpOpen = createStore(false);

const SHEET: [string[], Key][] = [
  [['j', 'k'], 'help.move'],
  [['Enter'], 'help.open'],
  [['Esc'], 'help.back'],
  [['/'], 'help.search'],
  [['r'], 'help.answer'],
  [['n'], 'help.note'],
  [['Ctrl', 'Enter'], 'help.send'],
  [['p'], 'help.publish'],
  [['h'], 'help.hide'],
  [['s'], 'help.spam'],
  [['e'], 'help.solve'],
  [['a'], 'help.take'],
  [['1', '2', '3', '4'], 'help.mood'],
  [['x'], 'help.tick'],
  [['u'], 'help.undo'],
  [['?'], 'help.this'],
];

export function openHelp(): void {
  helpOpen.set(true);
}

export function HelpSheet() {
  const open = useStore(helpOpen);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  if (!open) return null;
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="help-title" onClose={() => helpOpen.set(false)}>
      <h2 id="help-title">{t('help.title')}</h2>
      <dl class="keys">
        {SHEET.map(([keys, words]) => (
          <div key={words}>
            <dt>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{t('help.off')}</p>
      <div class="dialog-buttons">
        <button type="button" class="button primary" onClick={() => dialog.current?.close()}>{t('close')}</button>
      </div>
    </dialog>
  );
}
