import { Snippet } from '../../drawn/copy';
import { useFocusFirst } from '../../drawn/focus-first';
import { Icon } from '../../drawn/icon';
import { currentSession } from '../../state/session';
import type { Membership } from '../../wire';
import type { Invitation } from '../../wire-access';
import { t, type Key } from '../../words/locale';

interface ShownLinkProps {
  invitation: Invitation;
  site: Membership;
  onKept: () => void;
}

/** The letter, ready in the inviter's own mail program: nothing is sent from here. */
function letter(link: string, email: string, site: string): string {
  const by = currentSession()?.staff.name ?? '';
  const subject = encodeURIComponent(t('people.mailSubject', { site }));
  const body = encodeURIComponent(t('people.mailBody', { site, link, by }));
  return `mailto:${encodeURIComponent(email)}?subject=${subject}&body=${body}`;
}

function wordsFor({ link, mailed, member }: Invitation): [Key, Key] {
  if (link) return ['people.linkOf', 'people.linkText'];
  return mailed && !member.has_come ? ['people.mailedOf', 'people.mailedText'] : ['people.added', 'people.addedText'];
}

/** A new member, and the link that lets them in: it goes to nobody by itself. */
export function ShownLink({ invitation, site, onKept }: ShownLinkProps) {
  const { member, link } = invitation;
  const first = useFocusFirst<HTMLHeadingElement>();
  const [title, text] = wordsFor(invitation);
  return (
    <div class="shown-once">
      <h3 ref={first} tabIndex={-1}>{t(title, { name: member.name })}</h3>
      <p>{t(text, { email: member.email, site: site.name })}</p>
      {link && <Snippet code={link} label={t('people.link')} />}
      {link && <p class="hint">{t('people.linkOnce')}</p>}
      <div class="form-buttons">
        {link && <a class="button" href={letter(link, member.email, site.name)}><Icon name="message" />{t('people.mail')}</a>}
        <button type="button" class="button primary" onClick={onKept}>{t('people.done')}</button>
      </div>
    </div>
  );
}
