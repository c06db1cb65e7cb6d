/** Line icons on a 16-unit grid, drawn for this console. */
const PATHS = {
  inbox: 'M2 9.5 4 3h8l2 6.5V13H2V9.5Zm0 0h3.5l1 1.5h3l1-1.5H14',
  journey: 'M3.5 12.5a1.5 1.5 0 1 0 0-.01M12.5 3.5a1.5 1.5 0 1 0 0-.01M5 12.5h5a2.2 2.2 0 0 0 0-4.5H6a2.2 2.2 0 0 1 0-4.5h5',
  chart: 'M2 13.5h12M4.5 11V8.5M8 11V3.5M11.5 11V6',
  settings: 'M2 4.5h6m4 0h2M2 11.5h2m4 0h6M10 2.7v3.6M6 9.7v3.6',
  code: 'm5.5 4.5-4 3.5 4 3.5M10.5 4.5l4 3.5-4 3.5',
  download: 'M8 2.5v7.5M4.8 7 8 10.2 11.2 7M2.5 13.5h11',
  topic: 'M2.5 3h7l4 5-4 5h-7V3ZM5.5 8v-.1',
  target: 'M8 13a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM8 1v3.5M8 11.5V15M1 8h3.5M11.5 8H15',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14',
  filter: 'M2 4h12M4.5 8h7M6.5 12h3',
  back: 'M9.5 3 4.5 8l5 5',
  close: 'm4 4 8 8m0-8-8 8',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  hidden: 'M2 2l12 12M6.2 3.8A6.6 6.6 0 0 1 8 3.5c4 0 6.5 4.5 6.5 4.5a11 11 0 0 1-2 2.4M4.2 5A11 11 0 0 0 1.5 8S4 12.5 8 12.5a6.3 6.3 0 0 0 3-.8',
  spam: 'M5.2 1.5h5.6L14.5 5.2v5.6l-3.7 3.7H5.2L1.5 10.8V5.2L5.2 1.5ZM8 4.5v4M8 11v.3',
  restore: 'M3 3v3.5h3.5M3.3 6.3A5.3 5.3 0 1 1 2.7 8.5',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.7V8l2.3 1.5',
  message: 'M2.5 3h11v8H8l-3 2.5V11H2.5V3Z',
  lock: 'M3.5 7h9v6.5h-9V7ZM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  note: 'M3 2.5h10v7l-3.5 4H3v-11ZM9.5 13.5v-4H13M5.5 5.5h5M5.5 8h3',
  public: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM2 8h12M8 2c3.3 3.5 3.3 8.5 0 12M8 2c-3.3 3.5-3.3 8.5 0 12',
  copy: 'M5.5 5.5h8v8h-8v-8ZM10.5 5.5v-3h-8v8h3',
  plus: 'M8 3v10M3 8h10',
  up: 'm3.5 9.5 4.5-4.5 4.5 4.5',
  down: 'm3.5 6.5 4.5 4.5 4.5-4.5',
  bin: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 9h6.6l.7-9M6.7 7v4M9.3 7v4',
  edit: 'M2.5 13.5l.7-3 7.5-7.5 2.3 2.3-7.5 7.5-3 .7Z',
  external: 'M9 2.5h4.5V7M13.3 2.7 7.5 8.5M11.5 9.5v4h-9v-9h4',
  help: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.7-.8 1.3M8 11.3v.1',
  person: 'M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8Zm-5 5.5c.5-2.3 2.5-3.5 5-3.5s4.5 1.2 5 3.5',
  mood: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5.9 6.3v.2M10.1 6.3v.2M5.5 9.7c1.3 1.4 3.7 1.4 5 0',
  heart: 'M8 13.5 2.8 8.4a3.1 3.1 0 0 1 0-4.4 3.1 3.1 0 0 1 4.4 0l.8.8.8-.8a3.1 3.1 0 0 1 4.4 4.4L8 13.5Z',
  opposed: 'M2.5 5.5h9.5M9.5 3 12 5.5 9.5 8M13.5 10.5H4M6.5 8 4 10.5 6.5 13',
  print: 'M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7v-4Z',
  leave: 'M6.5 2.5h-4v11h4M6 8h8M11 5l3 3-3 3',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
