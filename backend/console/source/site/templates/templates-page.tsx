import { useState } from 'preact/hooks';
import { post, remove } from '../../api';
import { Icon } from '../../drawn/icon';
import { Skeleton } from '../../drawn/skeleton';
import { Trouble } from '../../drawn/trouble';
import { useJourney } from '../../state/journey';
import { useLoaded } from '../../state/loaded';
import { mayI, useSite } from '../../state/session';
import { toast, toastProblem } from '../../state/toasts';
import type { Membership, Page } from '../../wire';
import type { NewTemplate, Template } from '../../wire-templates';
import { inLanguage } from '../../words/in-language';
import { plural, t } from '../../words/locale';
import { SiteTabs } from '../tabs';
import { TemplateForm } from './template-form';

/** Texts that answers begin with. */
export function TemplatesPage() {
  const site = useSite();
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('templates')}</h1>
          <p>{t('templates.intro')}</p>
        </header>
        <SiteTabs />
        {site && <Templates key={site.id} site={site} />}
      </div>
    </div>
  );
}

const pathOf = (site: Membership) => `/templates?site=${encodeURIComponent(site.key)}`;

function Templates({ site }: { site: Membership }) {
  const { value, problem, again } = useLoaded<Page<Template>>(pathOf(site));
  const [open, setOpen] = useState<string | null>(null);
  const close = () => {
    setOpen(null);
    again();
  };
  return (
    <section class="panel" aria-labelledby="templates-title">
      <h2 id="templates-title" tabIndex={-1}>{t('templates.all')}</h2>
      {problem && <Trouble problem={problem} retry={again} />}
      {!value && !problem && <Skeleton count={2} shape="card" />}
      {value?.items.length === 0 && open !== 'new' && <p class="hint">{t('templates.noneYet')}</p>}
      <ul class="template-list">
        {value?.items.map((template) => (
          <li key={template.id}>
            {open === template.id
              ? <TemplateForm site={site} template={template} onClose={close} />
              : <TemplateRow site={site} template={template} onEdit={() => setOpen(template.id)} onGone={again} />}
          </li>
        ))}
      </ul>
      {open === 'new' && <TemplateForm site={site} template={null} onClose={close} />}
      {open !== 'new' && mayI('manage') && (
        <button type="button" class="button" onClick={() => setOpen('new')}><Icon name="plus" />{t('templates.new')}</button>
      )}
      {!mayI('manage') && <p class="hint">{t('templates.askOwner')}</p>}
    </section>
  );
}

interface RowProps {
  site: Membership;
  template: Template;
  onEdit: () => void;
  onGone: () => void;
}

/** Removed at once and brought back as easily: what stays on the screen can be made anew. */
function useRemoval({ site, template, onGone }: RowProps) {
  const { name, texts, touchpoints, sentiments } = template;
  const bringBack = async () => {
    await post<Template>(pathOf(site), { name, texts, touchpoints, sentiments } satisfies NewTemplate).catch(toastProblem);
    onGone();
  };
  return async () => {
    try {
      await remove(`/templates/${template.id}`);
      document.getElementById('templates-title')?.focus();
      toast(t('templates.removed', { name }), { action: { label: t('undo'), run: () => void bringBack() } });
      onGone();
    } catch (error) {
      toastProblem(error);
    }
  };
}

function TemplateRow(props: RowProps) {
  const { template, onEdit } = props;
  const dismiss = useRemoval(props);
  const of = <span class="unseen">: {template.name}</span>;
  return (
    <article class="template-row">
      <h3>{template.name}</h3>
      <p class="template-text">{inLanguage(template.texts, '')}</p>
      <p class="hint">
        {Object.keys(template.texts).join(', ')} · {plural('templates.used', template.use_count)}
      </p>
      <Where template={template} />
      {mayI('manage') && (
        <div class="form-buttons">
          <button type="button" class="button" onClick={onEdit}><Icon name="edit" />{t('templates.edit')}{of}</button>
          <button type="button" class="button risky" onClick={() => void dismiss()}><Icon name="bin" />{t('templates.remove')}{of}</button>
        </div>
      )}
    </article>
  );
}

/** What it is suggested for, in the owner's own names. */
function Where({ template: { touchpoints, sentiments } }: { template: Template }) {
  const journey = useJourney();
  const nameOf = (key: string) => inLanguage(journey.touchpoints.find((one) => one.key === key)?.name, key);
  const said = [...touchpoints.map(nameOf), ...sentiments.map((mood) => t(`mood.${mood}`))];
  return said.length > 0 ? <p class="tags">{said.map((one) => <span key={one} class="tag">{one}</span>)}</p> : null;
}
