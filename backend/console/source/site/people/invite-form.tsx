import { useState } from 'preact/hooks';
import { Field } from '../../drawn/field';
import { reasonAt } from '../../problem';
import { useDeed } from '../../state/deed';
import { useMailSetUp } from '../../state/mail';
import type { Membership } from '../../wire';
import type { Invitation, Role } from '../../wire-access';
import { t } from '../../words/locale';
import { invite, peopleFault, rolesToGive } from './people';
import { RoleChoice } from './role-choice';
import { ShownLink } from './shown-link';

interface InviteProps {
  site: Membership;
  onInvited: () => void;
}

export function InvitePanel({ site, onInvited }: InviteProps) {
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const show = (made: Invitation) => {
    setInvitation(made);
    onInvited();
  };
  const close = () => {
    setInvitation(null);
    document.getElementById('invite-title')?.focus();
  };
  return (
    <section class="panel" aria-labelledby="invite-title">
      <h2 id="invite-title" tabIndex={-1}>{t('people.invite')}</h2>
      {invitation ? <ShownLink invitation={invitation} site={site} onKept={close} /> : <InviteForm site={site} onInvited={show} />}
    </section>
  );
}

function InviteForm({ site, onInvited }: { site: Membership; onInvited: (invitation: Invitation) => void }) {
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const { busy, problem, run } = useDeed();
  const mailed = useMailSetUp(site.key);
  const submit = (event: Event) => {
    event.preventDefault();
    void run(async () => onInvited(await invite(site, { email: email.trim(), name: name.trim() || null, role })));
  };
  return (
    <form onSubmit={submit}>
      <div class="two-columns">
        <Field label={t('email')} fault={reasonAt(problem, 'email') && t('people.wrongEmail')}>
          {(ties) => (
            <input {...ties} type="email" autocomplete="off" required maxLength={254} value={email} onInput={(event) => setEmail(event.currentTarget.value)} />
          )}
        </Field>
        <Field label={t('people.name')} hint={t('people.nameHint')} fault={reasonAt(problem, 'name')}>
          {(ties) => <input {...ties} type="text" autocomplete="off" maxLength={120} value={name} onInput={(event) => setName(event.currentTarget.value)} />}
        </Field>
      </div>
      <RoleChoice roles={rolesToGive(site)} value={role} onChoose={setRole} />
      {problem && problem.fields.length === 0 && (
        <p class="form-trouble" role="alert">{peopleFault(problem, t('people.already', { email: email.trim() }))}</p>
      )}
      <button type="submit" class="button primary" aria-disabled={busy}>{t(mailed ? 'people.send' : 'people.makeLink')}</button>
    </form>
  );
}
