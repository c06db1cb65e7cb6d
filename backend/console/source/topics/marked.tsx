const WORD = /[\p{L}\p{N}]+/gu;

/** A comment with the words that speak of a topic marked. The words come in small letters, composed. */
export function Marked({ comment, words }: { comment: string; words: string[] }) {
  const wanted = new Set(words);
  const text = comment.normalize('NFC');
  const pieces = [];
  let place = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!wanted.has(word.toLowerCase())) continue;
    pieces.push(text.slice(place, index), <mark key={index}>{word}</mark>);
    place = index + word.length;
  }
  return <>{pieces}{text.slice(place)}</>;
}
