import { useState } from 'preact/hooks';
import { Icon } from '../drawn/icon';
import { MoodChip } from '../drawn/states';
import { href } from '../state/route';
import type { Topic, TopicRule } from '../wire-topics';
import { formatNumber, plural, t } from '../words/locale';
import { Gather } from './gather';
import { Marked } from './marked';
import { ShareBar } from './share-bar';
import { TopicForm } from './topic-form';
import { Weeks } from './weeks';

interface TopicRowProps {
  siteId: string;
  /** What the page asked for: site, period and touchpoint. */
  asked: URLSearchParams;
  topic: Topic;
  rule: TopicRule | undefined;
  others: Topic[];
  mayManage: boolean;
  onChanged: () => void;
}

function Examples({ topic }: { topic: Topic }) {
  return (
    <ul class="topic-examples">
      {topic.examples.map(({ id, comment, sentiment, words }) => (
        <li key={id}>
          <a href={href(`/feedback/${id}`)}><Marked comment={comment} words={words} /></a>
          <MoodChip mood={sentiment ?? undefined} />
        </li>
      ))}
    </ul>
  );
}

/** One topic: how often it is complained of and praised, whether that changes, what was said, and what to do with it. */
export function TopicRow({ siteId, asked, topic, rule, others, mayManage, onChanged }: TopicRowProps) {
  const [editing, setEditing] = useState(false);
  return (
    <li class="topic">
      <div class="topic-head">
        <h2>{topic.name}</h2>
        {topic.is_word && <span class="topic-word" title={t('topics.wordTitle')}>{t('topics.word')}</span>}
        <span class="topic-counts">
          {plural('topics.complaints', topic.complaints)} · {plural('topics.praises', topic.praises)} · {t('topics.inAll', { n: formatNumber(topic.n) })}
        </span>
        {mayManage && (
          <button type="button" class="icon-button" aria-expanded={editing} aria-label={t('topics.edit', { name: topic.name })} onClick={() => setEditing(!editing)}>
            <Icon name="edit" />
          </button>
        )}
      </div>
      <ShareBar of={topic} says={topic.says} />
      {topic.words.length > 1 && <p class="topic-words">{t('topics.said', { words: topic.words.join(', ') })}</p>}
      <p class="topic-verdict">
        <Weeks weeks={topic.weeks} />
        <span>{t(`topicSays.${topic.says}`)} {t(`topicChange.${topic.change}`)}</span>
      </p>
      {editing && <TopicForm siteId={siteId} topic={topic} rule={rule} others={others} onDone={() => { setEditing(false); onChanged(); }} onClose={() => setEditing(false)} />}
      <Examples topic={topic} />
      <Gather topic={topic} asked={asked} onChanged={onChanged} />
    </li>
  );
}
