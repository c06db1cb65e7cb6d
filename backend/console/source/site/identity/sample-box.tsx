import { useState } from 'preact/hooks';
import { Choice } from '../../drawn/choice';
import { copyText } from '../../drawn/copy';
import { Icon } from '../../drawn/icon';
import { t } from '../../words/locale';
import { LANGUAGES, NAMES, sampleFor, type SampleLanguage } from './samples';

/** The code in one's own language, to copy. */
export function Samples({ siteKey }: { siteKey: string }) {
  const [chosen, setChosen] = useState<SampleLanguage>('python');
  const [element, setElement] = useState<HTMLElement | null>(null);
  const code = sampleFor(chosen, siteKey);
  return (
    <div class="sample">
      <Choice
        legend={t('identity.language')}
        name="sample"
        options={LANGUAGES.map((language) => ({ value: language, label: NAMES[language] }))}
        value={chosen}
        onChoose={setChosen}
        quietLegend
      />
      <pre ref={setElement} tabIndex={0} role="region" aria-label={NAMES[chosen]}>{code}</pre>
      <button type="button" class="button" onClick={() => void copyText(code, element)}>
        <Icon name="copy" />{t('copy')}<span class="unseen">: {NAMES[chosen]}</span>
      </button>
    </div>
  );
}
