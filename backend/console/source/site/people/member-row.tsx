import { useRef, useState } from 'preact/hooks';
import { ask } from '../../drawn/ask';
import { asProblem } from '../../problem';
import { useMailSetUp } from '../../state/mail';
import { goInstead, href } from '../../state/route';
import { currentSession, refreshSession } from '../../state/session';
import { toast } from '../../state/toasts';
import type { Invitation, Letter } from '../../wire-access';
import { t } from '../../words/locale';
import { leave, letGo, peopleFault, renewLink, rolesToGive, type MemberProps } from './people';
import { RoleForm } from './role-form';
import { ShownLink } from './shown-link';

interface RowProps extends MemberProps {
  /** The latest invitation that went by letter, or was to. */
  letter: Letter | undefined;
}

/** Nothing is said of a letter that went: then it is the invited one's turn. */
function LetterState({ letter: { state, reason } }: { letter: Letter }) {
  if (state === 'waiting') return <p class="hint">{t('people.mailWaits')}{reason && ` (${reason})`}</p>;
  return state === 'given_up' ? <p class="fault">{t('people.mailFailed', { reason: reason ?? '' })}</p> : null;
}

export function MemberRow({ site, member, letter, onChanged }: RowProps) {
  const [open, setOpen] = useState<'role' | Invitation | null>(null);
  const isMe = member.id === currentSession()?.staff.id;
  const heading = useRef<HTMLHeadingElement>(null);
  const close = () => {
    setOpen(null);
    heading.current?.focus();
  };
  return (
    <li class="access-row">
      <div class="access-facts">
        <h3 ref={heading} tabIndex={-1}>{member.name}</h3>
        {isMe && <span class="tag here">{t('people.you')}</span>}
        {!member.has_come && <span class="tag">{t('people.notCome')}</span>}
        <p class="hint">{member.email}</p>
        {!member.has_come && letter && <LetterState letter={letter} />}
        <p>{t(`member.${member.role}`)}</p>
      </div>
      {open === null && <MemberDeeds {...{ site, member, isMe, onChanged }} onRole={() => setOpen('role')} onLink={setOpen} />}
      {open === 'role' && <RoleForm {...{ site, member, isMe, onChanged }} onClose={close} />}
      {open !== null && open !== 'role' && <ShownLink invitation={open} site={site} onKept={close} />}
    </li>
  );
}

interface DeedProps extends MemberProps {
  isMe: boolean;
  onRole: () => void;
  onLink: (invitation: Invitation) => void;
}

function MemberDeeds({ site, member, isMe, onChanged, onRole, onLink }: DeedProps) {
  const mayChange = rolesToGive(site).includes(member.role);
  const failed = (clash: string) => (error: unknown) => {
    const problem = asProblem(error);
    if (problem.status !== 401) toast(peopleFault(problem, clash), { tone: 'failed' });
    if (problem.status === 404) onChanged();
  };
  const renew = () => renewLink(site, member).then(onLink).catch(failed(t('people.ownWay', { name: member.name })));
  const dismiss = async () => {
    const asked = { title: t('people.removeTitle', { name: member.name }), text: t('people.removeText'), yes: t('people.remove') };
    if (!(await ask(asked))) return;
    await letGo(site, member);
    document.getElementById('people-title')?.focus();
    toast(t('people.removed', { name: member.name }));
    onChanged();
  };
  const go = async () => {
    const asked = { title: t('people.leaveTitle', { site: site.name }), text: t('people.leaveText'), yes: t('people.leave') };
    if (!(await ask(asked))) return;
    await leave(site);
    toast(t('people.left', { site: site.name }));
    await refreshSession();
    goInstead(href('/inbox'));
  };
  const lastOwner = failed(t('people.lastOwner'));
  const renewWords = t(useMailSetUp(site.key) ? 'people.sendAgain' : 'people.renew');
  const of = <span class="unseen">: {member.name}</span>;
  return (
    <div class="form-buttons">
      {mayChange && !member.has_come && !isMe && <button type="button" class="button" onClick={() => void renew()}>{renewWords}{of}</button>}
      {mayChange && <button type="button" class="button" onClick={onRole}>{t('people.changeRole')}{of}</button>}
      {isMe && <button type="button" class="button risky" onClick={() => go().catch(lastOwner)}>{t('people.leave')}</button>}
      {mayChange && !isMe && (
        <button type="button" class="button risky" onClick={() => dismiss().catch(lastOwner)}>{t('people.remove')}{of}</button>
      )}
    </div>
  );
}
