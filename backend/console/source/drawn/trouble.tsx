import type { Problem } from '../problem';
import { t } from '../words/locale';
import { problemText } from '../words/problem-text';

/** What went wrong, and the way on. */
export function Trouble({ problem, retry }: { problem: Problem; retry?: () => void }) {
  return (
    <div class="trouble" role="alert">
      <p>{problemText(problem)}</p>
      {retry && <button type="button" class="button" onClick={retry}>{t('retry')}</button>}
    </div>
  );
}

export function FormTrouble({ problem }: { problem: Problem | null }) {
  return problem && <p class="form-trouble" role="alert">{problemText(problem)}</p>;
}
