import { Icon } from '../drawn/icon';
import type { PointedElement } from '../wire';
import { formatNumber, phrase, t } from '../words/locale';

/** What on the page her comment is about: as people call it, then as the page's maker finds it. */
export function Pointed({ element }: { element: PointedElement }) {
  const { role, text, selector, x, y, width, height } = element;
  const place = { x: formatNumber(x), y: formatNumber(y), width: formatNumber(width), height: formatNumber(height) };
  return (
    <section class="pointed" aria-labelledby="pointed-title">
      <h3 id="pointed-title"><Icon name="target" />{t('pointed')}</h3>
      <p class="pointed-what">
        {role && <span class="tag">{phrase('role.', role)}</span>}
        {text ? <q>{text}</q> : <span class="hint">{t('pointed.noText')}</span>}
      </p>
      <p class="pointed-where">
        <code>{selector}</code>
        <span class="hint">{t('pointed.place', place)}</span>
      </p>
    </section>
  );
}
