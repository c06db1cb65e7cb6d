import { StarShape } from '../drawn/marks';
import { lookStyle } from '../drawn/own-look';
import { useJourney } from '../state/journey';
import type { Look } from '../wire-site';
import { inLanguage } from '../words/in-language';
import { t } from '../words/locale';

const SCHEMES = { auto: ['light', 'dark'], light: ['light'], dark: ['dark'] } as const;

/** The button and a card in the corner of a page, on the grounds that visitors may see. Nothing in it can be pressed. */
export function LookPreview({ look }: { look: Look }) {
  const { touchpoints } = useJourney();
  const launcher = touchpoints.find((touchpoint) => touchpoint.launcher)?.launcher;
  return (
    <figure class="look-preview">
      <figcaption>{t('preview')}</figcaption>
      {SCHEMES[look.scheme].map((scheme) => (
        <div key={scheme} class={`mock-page ${look.position} ${look.font}`} inert style={lookStyle(look, scheme)}>
          <span class="mock-card">
            <b>{t('preview.ask')}</b>
            <span class="preview-marks">{[1, 2, 3, 4, 5].map((n) => <StarShape key={n} full={n <= 4} />)}</span>
          </span>
          <span class="mock-button">{inLanguage(launcher, t('preview.button'))}</span>
        </div>
      ))}
    </figure>
  );
}
