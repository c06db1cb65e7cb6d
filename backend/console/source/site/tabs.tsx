import { Tabs } from '../drawn/tabs';
import { t } from '../words/locale';

export function SiteTabs() {
  return <Tabs label={t('site')} tabs={[['/site', t('install')], ['/site/look', t('look')], ['/site/rules', t('rules')], ['/site/people', t('people')], ['/site/templates', t('templates')], ['/site/identity', t('identity')], ['/site/trail', t('trail')]]} />;
}
