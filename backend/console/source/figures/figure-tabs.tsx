import { Tabs } from '../drawn/tabs';
import { t } from '../words/locale';

export function FigureTabs() {
  const pages: [string, string][] = [
    ['/journey', t('journey.map')], ['/journey/loyalty', t('loyalty')], ['/journey/changes', t('changes')], ['/journey/shared', t('share.short')],
  ];
  return <Tabs label={t('journey')} tabs={pages} />;
}
