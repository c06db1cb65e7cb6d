import { useState } from 'preact/hooks';
import { patch } from '../api';
import { Choice } from '../drawn/choice';
import { Field } from '../drawn/field';
import { Skeleton } from '../drawn/skeleton';
import { FormTrouble } from '../drawn/trouble';
import { asProblem, reasonAt, type Problem } from '../problem';
import { SiteTabs } from '../site/tabs';
import { keepSite, useJourney } from '../state/journey';
import { mayI } from '../state/session';
import { toast } from '../state/toasts';
import { useUnsaved } from '../state/unsaved';
import { PUBLISH_POLICIES, type PublishPolicy, type Site } from '../wire-site';
import { languageName, t } from '../words/locale';
import { RetentionPanel } from './retention-panel';

const ANY = '*';

/** What is published at once, and which words are held back. */
export function RulesPage() {
  const { site } = useJourney();
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('rules')}</h1>
          <p>{t('houseRules.intro')}</p>
        </header>
        <SiteTabs />
        {site ? <RulesForm key={site.id} site={site} /> : <Skeleton count={2} shape="card" />}
        {site && <RetentionPanel key={`kept-${site.id}`} site={site} />}
      </div>
    </div>
  );
}

interface RulesDraft {
  publish_policy: PublishPolicy;
  /** One word or phrase a line, by language. */
  lines: Record<string, string>;
}

function draftOf({ publish_policy, blocked_words, languages }: Site): RulesDraft {
  const named = [...new Set([...languages, ...Object.keys(blocked_words), ANY])];
  return { publish_policy, lines: Object.fromEntries(named.map((name) => [name, (blocked_words[name] ?? []).join('\n')])) };
}

function wordsOf(lines: Record<string, string>): Record<string, string[]> {
  const listed = Object.entries(lines).map(([name, text]) => [name, text.split('\n').map((line) => line.trim()).filter(Boolean)] as const);
  return Object.fromEntries(listed.filter(([, words]) => words.length > 0));
}

function RulesForm({ site }: { site: Site }) {
  const [draft, setDraft] = useState(() => draftOf(site));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  useUnsaved(JSON.stringify(draft) !== JSON.stringify(draftOf(site)));
  const save = async (event: Event) => {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    try {
      const saved = await patch<Site>(`/sites/${site.id}`, { publish_policy: draft.publish_policy, blocked_words: wordsOf(draft.lines) });
      keepSite(saved);
      setDraft(draftOf(saved));
      setProblem(null);
      toast(t('saved'));
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setSaving(false);
    }
  };
  return (
    <form class="rules-form" noValidate onSubmit={(event) => void save(event)}>
      <section class="panel" aria-labelledby="policy-head">
        <h2 id="policy-head">{t('policy')}</h2>
        <Choice
          legend={t('policy')}
          quietLegend
          name="policy"
          value={draft.publish_policy}
          onChoose={(publish_policy) => setDraft({ ...draft, publish_policy })}
          options={PUBLISH_POLICIES.map((value) => ({ value, label: t(`policy.${value}`) }))}
        />
        <p class="hint">{t(`policy.${draft.publish_policy}Hint`)}</p>
        <p class="hint">{t('policy.touchpoints')}</p>
      </section>
      <section class="panel" aria-labelledby="blocked-head">
        <h2 id="blocked-head">{t('blocked')}</h2>
        <p class="hint">{t('blocked.hint')}</p>
        <div class="blocked-lists">
          {Object.entries(draft.lines).map(([name, text]) => (
            <Field key={name} label={name === ANY ? t('blocked.any') : languageName(name)}>
              {(ties) => (
                <textarea
                  {...ties}
                  rows={4}
                  lang={name === ANY ? undefined : name}
                  value={text}
                  onInput={(event) => setDraft({ ...draft, lines: { ...draft.lines, [name]: event.currentTarget.value } })}
                />
              )}
            </Field>
          ))}
        </div>
        {reasonAt(problem, 'blocked_words', true) && <p class="fault" role="alert">{reasonAt(problem, 'blocked_words', true)}</p>}
      </section>
      {problem && problem.fields.length === 0 && <FormTrouble problem={problem} />}
      {mayI('manage') && <button type="submit" class="button primary" aria-disabled={saving}>{saving ? t('saving') : t('save')}</button>}
    </form>
  );
}
