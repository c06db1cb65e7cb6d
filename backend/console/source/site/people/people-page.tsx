import { Skeleton } from '../../drawn/skeleton';
import { Trouble } from '../../drawn/trouble';
import { useLoaded } from '../../state/loaded';
import { mayI, useSite } from '../../state/session';
import type { Membership, Page } from '../../wire';
import type { Letter, Member } from '../../wire-access';
import { t } from '../../words/locale';
import { SiteTabs } from '../tabs';
import { InvitePanel } from './invite-form';
import { MemberRow } from './member-row';

/** Who works on the site, and as what. */
export function PeoplePage() {
  const site = useSite();
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('people')}</h1>
          <p>{t('people.intro')}</p>
        </header>
        <SiteTabs />
        {site && <People key={site.id} site={site} />}
      </div>
    </div>
  );
}

function letterTo({ id }: Member, letters: Page<Letter> | null): Letter | undefined {
  return letters?.items.find(({ kind, about_id: about }) => kind === 'member.invited' && about === id);
}

function People({ site }: { site: Membership }) {
  const { value, problem, again } = useLoaded<Page<Member>>(`/staff?site=${encodeURIComponent(site.key)}`);
  const letters = useLoaded<Page<Letter>>(mayI('manage') ? `/mail?site=${encodeURIComponent(site.key)}&limit=100` : null);
  const changed = () => {
    again();
    letters.again();
  };
  return (
    <>
      <section class="panel" aria-labelledby="people-title">
        <h2 id="people-title" tabIndex={-1}>{t('people.now')}</h2>
        {problem && <Trouble problem={problem} retry={again} />}
        {!value && !problem && <Skeleton count={2} shape="card" />}
        <ul class="access-list" aria-labelledby="people-title">
          {value?.items.map((member) => (
            <MemberRow key={member.id} site={site} member={member} letter={letterTo(member, letters.value)} onChanged={changed} />
          ))}
        </ul>
        {value?.items.length === 1 && mayI('manage') && <p class="hint">{t('people.alone')}</p>}
      </section>
      {mayI('manage') ? <InvitePanel site={site} onInvited={changed} /> : <p class="hint">{t('people.askOwner')}</p>}
    </>
  );
}
