import { useEffect, useState } from 'preact/hooks';
import { settle, takeOn } from '../conversation/amend';
import { askedComposer, askToCompose } from '../conversation/asked-composer';
import { decide } from '../conversation/decide';
import { opened } from '../conversation/opened';
import { ConversationPane } from '../conversation/pane';
import { Icon } from '../drawn/icon';
import { decideTicked } from '../moderation/bulk';
import { BulkBar } from '../moderation/bulk-bar';
import { correct, keyOf, TONES, type Tone } from '../sentiment/correct';
import { useShortcuts, type Shortcuts } from '../state/keyboard';
import { currentRoute, go, useRoute, type Route } from '../state/route';
import { mayI, useSite } from '../state/session';
import { useStore } from '../state/store';
import { toast, undoNewest } from '../state/toasts';
import type { Feedback, Verdict, Visibility } from '../wire';
import { t } from '../words/locale';
import { loadCounts } from './counts';
import { FilterChips } from './filter-chips';
import { FilterPanel } from './filter-panel';
import { useLiveInbox } from './follow';
import { findRow, list, lookForArrivals, neighbour, openList, tabStop } from './list';
import { usePolling } from './polling';
import { feedbackHref, filtersOf, inboxHref, withOne } from './query';
import { rowElement } from './row';
import { Rows } from './rows';
import { SEARCH_ID, SearchBox } from './search-box';
import { anyTicked, tick } from './ticked';
import { Views } from './views';

function openIdOf({ path }: Route): string | null {
  return path[0] === 'feedback' ? (path[1] ?? null) : null;
}

/** Read when a key is pressed, not when the page was drawn: a quick second press comes before the next drawing. */
const openNow = () => openIdOf(currentRoute());
const chosenNow = () => openNow() ?? tabStop.get();

/** What a deed by key is done to; nothing while a wish to write waits for its box. */
function feedbackNow(): Feedback | undefined {
  if (askedComposer.get()) return undefined;
  const chosen = chosenNow();
  const { conversation } = opened.get();
  return conversation?.id === chosen ? conversation : findRow(chosen);
}

function useInboxShortcuts(siteKey: string, filters: URLSearchParams): void {
  const move = (step: 1 | -1) => () => {
    const next = neighbour(chosenNow(), step);
    if (!next) return;
    if (openNow()) go(feedbackHref(next.id, filters));
    rowElement(next.id)?.focus();
  };
  const compose = (visibility: Visibility) => () => {
    const chosen = chosenNow();
    if (!chosen || !mayI('reply')) return;
    askToCompose(visibility);
    go(feedbackHref(chosen, filters));
  };
  const deed = (run: (feedback: Feedback) => Promise<void>) => () => {
    const feedback = feedbackNow();
    if (feedback) void run(feedback);
  };
  const judge = (verdict: Verdict) => () => {
    const feedback = feedbackNow();
    if (anyTicked()) void decideTicked(verdict, { siteKey, filters });
    else if (feedback) void decide(feedback, verdict);
  };
  const setTone = (tone: Tone) => deed((feedback) => correct(feedback, tone));
  const tones: Shortcuts = Object.fromEntries(TONES.map((tone) => [keyOf(tone), setTone(tone)]));
  useShortcuts({
    j: move(1),
    k: move(-1),
    ArrowDown: move(1),
    ArrowUp: move(-1),
    Enter: () => {
      const chosen = chosenNow();
      if (chosen) go(feedbackHref(chosen, filters));
    },
    r: compose('public'),
    n: compose('note'),
    p: judge('publish'),
    h: judge('hide'),
    s: judge('spam'),
    x: () => {
      const chosen = chosenNow();
      if (chosen) tick(chosen);
    },
    a: deed(takeOn),
    e: deed(settle),
    u: () => {
      if (!undoNewest()) toast(t('undo.none'));
    },
    ...tones,
    '/': () => document.getElementById(SEARCH_ID)?.focus(),
    Escape: () => {
      if (openNow()) go(inboxHref(filters));
    },
  });
}

/** Back in the list the focus is on the row one came from. */
function useFocusBack(openId: string | null): void {
  const [last, setLast] = useState(openId);
  useEffect(() => {
    if (last && !openId) rowElement(last)?.focus({ preventScroll: true });
    setLast(openId);
  }, [openId]);
}

export function Inbox() {
  const route = useRoute();
  const site = useSite();
  const filters = filtersOf(route.query);
  const openId = openIdOf(route);
  const [panelOpen, setPanelOpen] = useState(false);
  const siteKey = site?.key ?? '';
  const change = (changed: URLSearchParams) => go(openId ? feedbackHref(openId, changed) : inboxHref(changed));

  useEffect(() => {
    if (siteKey) void openList(siteKey, filters);
  }, [siteKey, filters.toString()]);
  useEffect(() => {
    if (openId) tabStop.set(openId);
  }, [openId]);
  useFocusBack(openId);
  useInboxShortcuts(siteKey, filters);
  useLiveInbox(siteKey);
  usePolling(() => {
    void lookForArrivals();
    void loadCounts(siteKey);
  }, siteKey);

  return (
    <div class={openId ? 'inbox showing-conversation' : 'inbox'}>
      <h1 class="unseen">{t('inbox')}</h1>
      <section class="list-pane" aria-label={t('inbox')}>
        <div class="narrow-views"><Views /></div>
        <div class="list-tools">
          <SearchBox value={filters.get('q') ?? ''} onSearch={(q) => change(withOne(filters, 'q', q))} />
          <button
            type="button"
            class="button filter-button"
            aria-expanded={panelOpen}
            aria-controls="filter-panel"
            onClick={() => setPanelOpen(!panelOpen)}
          >
            <Icon name="filter" />{t('filter')}
          </button>
        </div>
        {panelOpen && <FilterPanel filters={filters} onChange={change} />}
        <FilterChips filters={filters} onChange={change} />
        <BulkBar siteKey={siteKey} filters={filters} />
        <Rows siteKey={siteKey} filters={filters} openId={openId} />
      </section>
      <section class="conversation-pane" aria-label={t('conversation')}>
        {openId ? <ConversationPane key={openId} id={openId} back={inboxHref(filters)} /> : <NothingOpen />}
      </section>
    </div>
  );
}

function NothingOpen() {
  const { items } = useStore(list);
  if (items.length === 0) return null;
  return (
    <div class="nothing-open">
      <p>{t('conversation.none')}</p>
      <p class="hint"><kbd>j</kbd> <kbd>k</kbd> {t('help.move')} · <kbd>Enter</kbd> {t('help.open')} · <kbd>?</kbd> {t('help.this')}</p>
    </div>
  );
}
