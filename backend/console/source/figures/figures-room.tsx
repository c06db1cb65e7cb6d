import { SharePage } from '../reports/share-page';
import { useRoute } from '../state/route';
import { ChangesPage } from './changes-page';
import { LoyaltyPage } from './loyalty/loyalty-page';
import { MapPage } from './map-page';
import { TrendPage } from './trend-page';

/** The journey in figures: its map, one encounter over time, and what was done about it. */
export function FiguresRoom() {
  const { path: [, part] } = useRoute();
  if (part === 'changes') return <ChangesPage />;
  if (part === 'shared') return <SharePage />;
  if (part === 'loyalty') return <LoyaltyPage />;
  return part ? <TrendPage key={part} touchpointId={part} /> : <MapPage />;
}
