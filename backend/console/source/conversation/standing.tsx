import { Icon } from '../drawn/icon';
import { Moment } from '../drawn/moment';
import type { Conversation } from '../wire';
import { t } from '../words/locale';

/** What became of her words beside the decisions on them: taken back, forgotten with age, who may see them. */
export function Standing({ conversation }: { conversation: Conversation }) {
  const { withdrawn_at: withdrawn, forgotten_at: forgotten } = conversation;
  return (
    <>
      {withdrawn && (
        <div class="withdrawn-notice" role="note">
          <p><Icon name="restore" /><b>{t('withdrawn')}</b> · <Moment at={withdrawn} /></p>
          <p>{t('withdrawn.hint')}</p>
        </div>
      )}
      {forgotten && (
        <div class="withdrawn-notice" role="note">
          <p><b>{t('retention.forgotten')}</b> · <Moment at={forgotten} /></p>
          <p>{t('retention.forgottenHint')}</p>
        </div>
      )}
      <Permission conversation={conversation} />
    </>
  );
}

function Permission({ conversation }: { conversation: Conversation }) {
  const { permission, shown_name: name, publication } = conversation;
  if (typeof permission !== 'boolean') return null;
  const words = permission ? (name ? t('permission.named', { name }) : t('permission.nameless')) : t('permission.refused');
  return (
    <p class={permission ? 'permission given' : 'permission'}>
      <Icon name={permission ? 'check' : 'hidden'} />
      <span>{words}{!permission && publication === 'published' && <> {t('permission.unseen')}</>}</span>
    </p>
  );
}
