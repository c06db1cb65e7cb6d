import type { Response } from '../wire-figures';
import { t } from '../words/locale';
import { intervalWords, valueWords } from './figure-words';

/** How many of those who saw it answered, in a line; nothing where nothing was seen. */
export function ResponseWords({ response }: { response: Response | null }) {
  if (!response) return null;
  const { shown_as: as, opened, answered } = response;
  if (answered.too_few) return <span class="few">{t('response.few')}</span>;
  const words = { share: valueWords(answered), range: intervalWords(answered), opened: opened ? valueWords(opened) : '' };
  return <span>{t(`response.${as}`, words)}</span>;
}
