import { FiguresPage } from './figures/figures-page';
import { RecoveryPage } from './recovery-page';
import { RulesPage } from './rules/rules-page';

export function RecoveryRoom({ part }: { part: string | undefined }) {
  if (part === 'rules') return <RulesPage />;
  return part === 'figures' ? <FiguresPage /> : <RecoveryPage />;
}
