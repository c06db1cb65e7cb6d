import { Tabs } from '../drawn/tabs';
import { t } from '../words/locale';

export function CustomerTabs() {
  return <Tabs label={t('customers')} tabs={[['/customers', t('customers.people')], ['/customers/accounts', t('customers.accounts')]]} />;
}
