interface FoundProps {
  text: string;
  /** Start and end of what a search found, in code points. */
  spans: [number, number][];
}

/** A text with what was searched for marked in it; where the first mark stands far down, the text begins near it. */
export function Found({ text, spans }: FoundProps) {
  const [first] = spans;
  if (!first) return <>{text}</>;
  const points = Array.from(text);
  const from = first[0] > FAR ? wordStart(points, first[0] - BEFORE) : 0;
  const pieces = spans.map(([start, end], place) => (
    <>{points.slice(place ? spans[place - 1]?.[1] : from, start).join('')}<mark class="found">{points.slice(start, end).join('')}</mark></>
  ));
  return <>{from > 0 && '… '}{pieces}{points.slice(spans.at(-1)?.[1]).join('')}</>;
}

/** About as much as two lines of the list hold. */
const FAR = 90;
const BEFORE = 30;

function wordStart(points: string[], from: number): number {
  const space = points.indexOf(' ', from);
  return space < 0 ? from : space + 1;
}
