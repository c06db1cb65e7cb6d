import { useEffect, useId, useRef } from 'preact/hooks';
import type { Role } from '../../wire-access';
import { t } from '../../words/locale';

interface RoleChoiceProps {
  roles: Role[];
  value: Role;
  focusFirst?: boolean;
  onChoose: (role: Role) => void;
}

/** Each role with what it may do. */
export function RoleChoice({ roles, value, focusFirst, onChoose }: RoleChoiceProps) {
  const id = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (focusFirst) box.current?.querySelector<HTMLInputElement>('input:checked')?.focus();
  }, []);
  return (
    <fieldset class="roles" ref={box}>
      <legend>{t('people.role')}</legend>
      {roles.map((role) => (
        <label key={role} class="role">
          <input
            type="radio"
            name={`${id}-role`}
            checked={role === value}
            aria-describedby={`${id}-${role}`}
            onChange={() => onChoose(role)}
          />
          <b>{t(`member.${role}`)}</b>
          <span class="hint" id={`${id}-${role}`}>{t(`member.${role}May`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
