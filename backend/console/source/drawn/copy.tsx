import { useState } from 'preact/hooks';
import { toast } from '../state/toasts';
import { t } from '../words/locale';
import { Icon } from './icon';

/** The clipboard is closed on plain http: then the text is selected for the reader to copy. */
export async function copyText(text: string, code: HTMLElement | null): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(t('copy.done'));
  } catch {
    if (code) getSelection()?.selectAllChildren(code);
    toast(t('copy.byHand'));
  }
}

interface SnippetProps {
  code: string;
  label: string;
  /** The same, easier on the eye. */
  shown?: string;
}

export function Snippet({ code, label, shown = code }: SnippetProps) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  return (
    <div class="snippet">
      <code ref={setElement} tabIndex={0} role="group" aria-label={label}>{shown}</code>
      <button type="button" class="button" onClick={() => void copyText(code, element)}>
        <Icon name="copy" />{t('copy')}<span class="unseen">: {label}</span>
      </button>
    </div>
  );
}
