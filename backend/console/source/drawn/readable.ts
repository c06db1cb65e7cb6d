/** The grounds the widget draws on, and the inks on them. */
export const GROUNDS = { light: { ground: '#ffffff', ink: '#222222' }, dark: { ground: '#1d2126', ink: '#eeeeee' } } as const;
export type Scheme = keyof typeof GROUNDS;

const HEX = /^#[0-9a-f]{6}$/i;
const AA = 4.5;

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

/** WCAG's relative luminance. */
function luminance(rgb: number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: number[], other: number[]): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

export interface Readable {
  colour: string;
  /** Whether the wished colour had to give way. */
  isCorrected: boolean;
}

/** The wished colour, moved towards black or white until it reads on the widget's ground, as the widget does it. */
export function readable(hex: string, scheme: Scheme): Readable {
  const wished = channels(HEX.test(hex) ? hex : '#000000');
  const ground = channels(GROUNDS[scheme].ground);
  for (let share = 0; share <= 1; share += 0.05) {
    const rgb = wished.map((value) => Math.round(value * (1 - share) + (scheme === 'dark' ? 255 * share : 0)));
    if (contrast(rgb, ground) >= AA) return { colour: `rgb(${rgb.join(' ')})`, isCorrected: share > 0 };
  }
  return { colour: GROUNDS[scheme].ink, isCorrected: true };
}
