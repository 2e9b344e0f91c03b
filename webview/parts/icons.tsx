/** Icons as strokes, so that they take the theme's colour. Always beside a word or inside a named button. */
const PATHS = {
  check: 'M3 8.5l3.2 3.2L13 5',
  cross: 'M4 4l8 8M12 4l-8 8',
  pencil: 'M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2L3 13z',
  swap: 'M3 5.5h9M9.5 3L12 5.5 9.5 8M13 10.5H4M6.5 8L4 10.5 6.5 13',
  undo: 'M4 6.5h5.5a3 3 0 010 6H6M6.5 4L4 6.5 6.5 9',
  up: 'M4 10l4-4 4 4',
  down: 'M4 6l4 4 4-4',
  search: 'M7 11.5a4.5 4.5 0 100-9 4.5 4.5 0 000 9zM10.5 10.5L14 14',
  filter: 'M2.5 4h11M4.5 8h7M6.5 12h3',
  keys: 'M2 4.5h12v7H2zM4.5 9.5h7M4.5 7h.1M7 7h.1M9 7h.1M11.4 7h.1',
  export: 'M8 2.5v7M5 6.8L8 9.8l3-3M3 10.5v3h10v-3',
  source: 'M9 2.5H4v11h8V5.5zM9 2.5v3h3M6 8.5h4M6 11h4',
  warn: 'M8 2.5l6 11H2zM8 6.5v3.2M8 11.5v.3',
  eye: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 9.8a1.8 1.8 0 100-3.6 1.8 1.8 0 000 3.6z',
  hide: 'M2 2l12 12M6.3 4a6 6 0 011.7-.2c4 0 6.5 4.2 6.5 4.2a12 12 0 01-2 2.4M4 5.3A11.5 11.5 0 001.5 8S4 12.2 8 12.2c1 0 1.9-.2 2.700-.6',
  back: 'M9.5 3.500L5 8l4.5 4.5',
  copy: 'M5.5 5.500h7v8h-7zM3.5 10.500v-8h7',
  tool: 'M10 2.8a3.2 3.2 0 00-3.600 4.4L2.8 10.8l2.4 2.4 3.600-3.600A3.2 3.2 0 0013.2 6l-1.9 1.9-2.2-2.2z',
  gold: 'M8 2.2l1.800 3.700 4 .600-2.900 2.800.700 4-3.600-1.900-3.600 1.900.700-4L2.200 6.500l4-.600z',
  list: 'M3 4h10M3 8h10M3 12h10',
} as const;
export type IconName = keyof typeof PATHS;

/** `slot`: place inside a control. */
export const Icon = ({ name, slot }: { name: IconName; slot?: string }) => (
  <svg slot={slot} class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    <path
      d={PATHS[name]}
      fill="none"
      stroke="currentColor"
      stroke-width="1.3"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);
