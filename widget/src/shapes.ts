export const STAR = 'M12 3l3 6 6 1-4.5 4.5 1 6.5-5.5-3-5.5 3 1-6.5L3 10l6-1z';
export const HEAD = 'M12 2a10 10 0 1 0 .1 0z';
/** Eyes and mouth of a face from 1 to 5. */
export const face = (value: number): string => `M9 9v1M15 9v1M8 ${17 - value / 2}q4 ${value * 2 - 6} 8 0`;
