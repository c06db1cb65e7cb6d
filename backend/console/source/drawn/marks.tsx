/** Shapes that answers and questions share. */
const STAR = 'M8 1.6l1.95 4 4.4.62-3.2 3.07.78 4.38L8 11.6l-3.93 2.07.78-4.38-3.2-3.07 4.4-.62L8 1.6Z';
const MOUTHS = ['M5 11.4c1.6-2 4.4-2 6 0', 'M5.2 11c1.4-1.1 4.2-1.1 5.6 0', 'M5.2 10.6h5.6', 'M5.2 10.2c1.4 1.3 4.2 1.3 5.6 0', 'M4.8 9.6c1.4 2.6 5 2.6 6.4 0'];
const THUMB = 'M5.5 7 8 1.8c1.2 0 1.9.9 1.7 2L9.3 6h3.4c.8 0 1.4.8 1.2 1.6l-1.3 5c-.2.6-.7 1-1.3 1H5.5V7Zm0 0H2.3v6.6h3.2';

export function StarShape({ full }: { full: boolean }) {
  return <svg class={full ? 'star full' : 'star'} viewBox="0 0 16 16" aria-hidden="true"><path d={STAR} /></svg>;
}

export function FaceShape({ value }: { value: number }) {
  return (
    <svg class={`face face-${value}`} viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.5" />
      <path d="M5.7 6.3v.2M10.3 6.3v.2" class="eyes" />
      <path d={MOUTHS[value - 1] ?? MOUTHS[2]} />
    </svg>
  );
}

export function ThumbShape({ up }: { up: boolean }) {
  return (
    <svg class={up ? 'thumb up' : 'thumb down'} viewBox="0 0 16 16" aria-hidden="true">
      <path d={THUMB} transform={up ? undefined : 'rotate(180 8 8)'} />
    </svg>
  );
}
