import { useState } from 'preact/hooks';
import { useDeed } from '../../state/deed';
import { refreshSession } from '../../state/session';
import { toast } from '../../state/toasts';
import { t } from '../../words/locale';
import { changeRole, peopleFault, rolesToGive, type MemberProps } from './people';
import { RoleChoice } from './role-choice';

interface RoleFormProps extends MemberProps {
  isMe: boolean;
  onClose: () => void;
}

export function RoleForm({ site, member, isMe, onChanged, onClose }: RoleFormProps) {
  const [role, setRole] = useState(member.role);
  const { busy, problem, run } = useDeed();
  const save = async () => {
    await changeRole(site, member, role);
    toast(t('people.roleChanged', { name: member.name, role: t(`member.${role}`) }));
    onClose();
    onChanged();
    if (isMe) await refreshSession();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void run(save);
  };
  return (
    <form class="role-form" aria-label={t('people.roleOf', { name: member.name })} onSubmit={submit}>
      <RoleChoice roles={rolesToGive(site)} value={role} focusFirst onChoose={setRole} />
      {problem && <p class="form-trouble" role="alert">{peopleFault(problem, t('people.lastOwner'))}</p>}
      <div class="form-buttons">
        <button type="submit" class="button primary" aria-disabled={busy}>{t('save')}</button>
        <button type="button" class="button" onClick={onClose}>{t('cancel')}</button>
      </div>
    </form>
  );
}
