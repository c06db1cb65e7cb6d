import { useState } from 'preact/hooks';
import { Choice } from '../../drawn/choice';
import { Skeleton } from '../../drawn/skeleton';
import { Trouble } from '../../drawn/trouble';
import { useLoaded } from '../../state/loaded';
import { useSite } from '../../state/session';
import type { Reaction } from '../../wire-reaction';
import { plural, t } from '../../words/locale';
import { RecoveryTabs } from '../tabs';
import { Headline } from './headline';
import { ReactionTable } from './reaction-table';

const PERIODS = [30, 90, 365] as const;
type Period = (typeof PERIODS)[number];

/** How fast visitors are answered, and how many of the disappointed are won back. */
export function FiguresPage() {
  const site = useSite();
  const [days, setDays] = useState<Period>(30);
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('reaction')}</h1>
          <p>{t('reaction.intro')}</p>
        </header>
        <RecoveryTabs />
        <Choice
          legend={t('reaction.period')} quietLegend name="period" value={days} onChoose={setDays}
          options={PERIODS.map((value) => ({ value, label: plural('reaction.days', value) }))}
        />
        {site && <Figures key={site.key} siteKey={site.key} days={days} />}
      </div>
    </div>
  );
}

/** Whole hours, so that the address stays the same while the page is looked at. */
function sinceOf(days: number): string {
  const hour = 3_600_000;
  return new Date(Math.floor(Date.now() / hour) * hour - days * 24 * hour).toISOString();
}

function Figures({ siteKey, days }: { siteKey: string; days: Period }) {
  const asked = new URLSearchParams({ site: siteKey, since: sinceOf(days) });
  const { value, problem, again } = useLoaded<Reaction>(`/reaction?${asked}`);
  if (problem) return <Trouble problem={problem} retry={again} />;
  const all = value?.items.find(({ by }) => by === 'all');
  if (!value || !all) return <Skeleton count={2} shape="card" />;
  const staff = value.items.filter(({ by }) => by === 'staff');
  return (
    <>
      <Headline all={all} backlog={value.backlog} />
      <ReactionTable title={t('reaction.byTouchpoint')} items={value.items.filter(({ by }) => by === 'touchpoint')} />
      {staff.length > 0 && <ReactionTable title={t('reaction.byStaff')} hint={t('rules.namesHint')} items={staff} />}
    </>
  );
}
