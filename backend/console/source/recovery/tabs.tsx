import { Tabs } from '../drawn/tabs';
import { t } from '../words/locale';

export function RecoveryTabs() {
  return <Tabs label={t('winback')} tabs={[['/recovery', t('winback.cases')], ['/recovery/figures', t('reaction')], ['/recovery/rules', t('winback.rules')]]} />;
}
