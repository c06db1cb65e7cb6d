import { href, useRoute } from '../state/route';

interface TabsProps {
  label: string;
  /** Where each leads, and its words. */
  tabs: [path: string, words: string][];
}

/** The pages of one room. */
export function Tabs({ label, tabs }: TabsProps) {
  const { path } = useRoute();
  const here = `/${path.join('/')}`;
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map(([to, words]) => <a key={to} href={href(to)} aria-current={to === here ? 'page' : undefined}>{words}</a>)}
    </nav>
  );
}
