/** What every picture of a chart has in common: it is on white, whatever the screen looks like. */
import type { Ink } from '../plot';

export const PAPER: Ink = { soft: '#55635e', line: '#e2e8e5', accent: '#0b6351', mark: '#6a3fa0' };
export const TEXT = '#17211e';
export const WIDTH = 960;
export const EDGE = 24;

export interface Told {
  title: string;
  /** Which days, and what the shading or the lines are. */
  subtitle: string;
}
