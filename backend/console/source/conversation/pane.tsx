import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../drawn/icon';
import { Moment } from '../drawn/moment';
import { Skeleton } from '../drawn/skeleton';
import { PublicationMark } from '../drawn/states';
import { Trouble } from '../drawn/trouble';
import { ImprovementsOf } from '../improvements/add-to';
import { findRow, list, neighbour } from '../inbox/list';
import { usePolling } from '../inbox/polling';
import { feedbackHref, filtersOf } from '../inbox/query';
import { Notices } from '../moderation/notices';
import { Signals } from '../moderation/signals';
import { PraiseStrip } from '../praise/strip';
import { RecoveryStrip } from '../recovery/strip';
import { Contradiction, SentimentPanel } from '../sentiment/panel';
import { SimilarFeedback } from '../sentiment/similar';
import { useJourney } from '../state/journey';
import { useRoute } from '../state/route';
import { mayI } from '../state/session';
import { useStore } from '../state/store';
import type { Conversation, Feedback } from '../wire';
import { t } from '../words/locale';
import { Answers } from './answers';
import { Comment } from './comment';
import { Composer } from './composer';
import { AssigneeSelect, CaseSelect, TakeButton, VerdictButtons } from './deeds';
import { Details } from './details';
import { History } from './history';
import { VisitorJourney } from './journey';
import { MailTrouble } from './mail-trouble';
import { Merged, MergedInto } from './merge';
import { opened, openConversation, refreshConversation } from './opened';
import { Pointed } from './pointed';
import { Standing } from './standing';
import { Tags } from './tags';
import { Thread } from './thread';

export function ConversationPane({ id, back }: { id: string; back: string }) {
  const { id: openId, problem, conversation } = useStore(opened);
  useEffect(() => void openConversation(id), [id]);
  usePolling(() => void refreshConversation(id), id);
  const shown = openId === id ? conversation : null;
  return (
    <div class="conversation">
      <Bar id={id} back={back} />
      {problem && openId === id && <Trouble problem={problem} retry={() => void openConversation(id)} />}
      {!shown && !problem && <Skeleton count={1} shape="letter" />}
      {shown && <Letter conversation={shown} />}
    </div>
  );
}

/** Back to the list, on to its neighbours, onto paper. */
function Bar({ id, back }: { id: string; back: string }) {
  useStore(list);
  const filters = filtersOf(useRoute().query);
  const before = neighbour(id, -1);
  const after = neighbour(id, 1);
  const isListed = findRow(id) !== undefined;
  return (
    <div class="conversation-bar">
      <a class="back" href={back}><Icon name="back" />{t('inbox')}</a>
      <span class="letter-steps">
        {isListed && <NeighbourLink row={before} filters={filters} icon="up" words={t('conversation.before')} />}
        {isListed && <NeighbourLink row={after} filters={filters} icon="down" words={t('conversation.after')} />}
        <button type="button" class="icon-button" aria-label={t('print')} title={t('print')} onClick={() => print()}><Icon name="print" /></button>
      </span>
    </div>
  );
}

interface NeighbourProps {
  row: Feedback | undefined;
  filters: URLSearchParams;
  icon: 'up' | 'down';
  words: string;
}

function NeighbourLink({ row, filters, icon, words }: NeighbourProps) {
  if (!row) return <span class="icon-button" aria-hidden="true"><Icon name={icon} /></span>;
  return <a class="icon-button" href={feedbackHref(row.id, filters)} aria-label={words} title={words}><Icon name={icon} /></a>;
}

/** Opened from the list by pointer or Enter, the reading starts at the heading; moving on with j and k stays in the list. */
function useFocusOnTitle(id: string) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const listHasFocus = document.activeElement?.closest('.row-list') !== null && document.activeElement !== null;
    const oneSidebar = matchMedia('(max-width: 859px)').matches;
    if (oneSidebar || !listHasFocus) title.current?.focus({ preventScroll: true });
  }, [id]);
  return title;
}

function Letter({ conversation }: { conversation: Conversation }) {
  useJourney();
  const title = useFocusOnTitle(conversation.id);
  return (
    <article class="letter" aria-labelledby="conversation-title">
      <header class="letter-head">
        <div class="letter-title">
          <h2 id="conversation-title" tabIndex={-1} ref={title}>{conversation.touchpoint.name}</h2>
          <p class="hint">
            {conversation.stage && <>{conversation.stage.name} · </>}<Moment at={conversation.created_at} />
          </p>
        </div>
        <VerdictButtons conversation={conversation} />
        <div class="letter-state">
          <PublicationMark publication={conversation.publication} />
          <CaseSelect conversation={conversation} />
          <AssigneeSelect conversation={conversation} />
          <TakeButton conversation={conversation} />
          <Tags conversation={conversation} />
          <ImprovementsOf id={conversation.id} siteKey={conversation.site} />
        </div>
      </header>
      <div class="letter-body">
        <div class="letter-text">
          <RecoveryStrip conversation={conversation} />
          <PraiseStrip conversation={conversation} />
          <Standing conversation={conversation} />
          <MergedInto conversation={conversation} />
          {conversation.reported_at && <Notices feedback={conversation} />}
          <Signals signals={conversation.signals} />
          <Answers conversation={conversation} />
          <Contradiction conversation={conversation} />
          <Comment conversation={conversation} />
          {conversation.element && <Pointed element={conversation.element} />}
          <SentimentPanel conversation={conversation} />
        </div>
        <Details conversation={conversation} />
        <Thread messages={conversation.messages} />
        <MailTrouble conversation={conversation} />
        <Merged conversation={conversation} />
        <VisitorJourney id={conversation.id} saidAt={conversation.said_at} />
        <SimilarFeedback id={conversation.id} saidAt={conversation.said_at} />
        <History history={conversation.history} />
      </div>
      {mayI('reply') && <Composer conversation={conversation} />}
    </article>
  );
}
