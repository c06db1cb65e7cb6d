import type { TopicArea } from '../wire-topics';
import { t } from '../words/locale';
import { ShareBar } from './share-bar';

/** More would say little: the rest are fewer complaints each. */
const MOST_SHOWN = 6;

/** Those that are told: of the areas with complaints the largest few. */
export function shownOf(areas: TopicArea[]): TopicArea[] {
  return areas.filter(({ complaints }) => complaints > 0).slice(0, MOST_SHOWN);
}

interface AreasProps {
  shown: TopicArea[];
  /** The key of the one whose topics are shown; empty: all. */
  chosen: string;
  onChoose: (key: string) => void;
}

function Area({ area, isChosen, onChoose }: { area: TopicArea; isChosen: boolean; onChoose: () => void }) {
  return (
    <li>
      <button type="button" aria-pressed={isChosen} onClick={onChoose}>{area.name}</button>
      <ShareBar of={area} says="complaint" />
      <span class="topic-words">{area.words.join(', ')}</span>
    </li>
  );
}

/** Where the complaints lie, in a few lines; choosing one shows its topics alone. */
export function Areas({ shown, chosen, onChoose }: AreasProps) {
  if (shown.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="topics-areas">
      <h2 id="topics-areas">{t('topics.areas')}</h2>
      <p class="hint">{t('topics.areasHint')}</p>
      <ul class="topic-areas">
        {shown.map((area) => (
          <Area key={area.key} area={area} isChosen={area.key === chosen} onChoose={() => onChoose(area.key === chosen ? '' : area.key)} />
        ))}
      </ul>
    </section>
  );
}
