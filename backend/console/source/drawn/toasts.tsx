import { dismissToast, pauseToast, resumeToast, toasts } from '../state/toasts';
import { useStore } from '../state/store';
import { t } from '../words/locale';
import { Icon } from './icon';

export function Toasts() {
  const shown = useStore(toasts);
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.map(({ id, text, tone, action }) => (
        <div
          key={id}
          class={`toast ${tone}`}
          onPointerEnter={() => pauseToast(id)}
          onPointerLeave={() => resumeToast(id)}
          onFocusIn={() => pauseToast(id)}
          onFocusOut={() => resumeToast(id)}
        >
          <span>{text}</span>
          {action && (
            <button type="button" class="toast-action" onClick={() => { dismissToast(id); action.run(); }}>
              {action.label}
            </button>
          )}
          <button type="button" class="icon-button" aria-label={t('close')} onClick={() => dismissToast(id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
