import { Tabs } from '../drawn/tabs';
import { t } from '../words/locale';

export function SettingsTabs() {
  return <Tabs label={t('settings')} tabs={[['/settings', t('settings.general')], ['/settings/security', t('security')]]} />;
}
