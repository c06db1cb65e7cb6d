import { useEffect, useState } from 'preact/hooks';
import { get } from '../api';

/** What helps beside a feedback, asked anew when more is said on it. A help, not a need: where it cannot be had, nothing is shown and nothing is said. */
export function useBeside<T>(id: string, what: string, saidAt: string): T[] {
  const [items, setItems] = useState<T[]>([]);
  useEffect(() => {
    let isWanted = true;
    get<{ items: T[] }>(`/feedback/${encodeURIComponent(id)}/${what}`, { hasty: true })
      .then((found) => isWanted && setItems(found.items))
      .catch(() => isWanted && setItems([]));
    return () => {
      isWanted = false;
    };
  }, [id, what, saidAt]);
  return items;
}
