import type { Days, Figure } from './wire-figures';

/** The shapes of the staff API's loyalty figures. */

export const FIELDS = ['loyal', 'free', 'stuck', 'leaving'] as const;
export type FieldName = (typeof FIELDS)[number];

export interface Standing {
  n: number;
  too_few: boolean;
  shares: Record<FieldName, { count: number; share: Figure }>;
}

export type PlaceStanding = Standing & { key: string; name: string };

export const WAYS = ['recommend', 'return', 'behaviour'] as const;
export type Way = (typeof WAYS)[number];

export interface LoyaltyMap extends Standing {
  by: Way;
  is_asked: boolean;
  stages: (PlaceStanding & { touchpoints: PlaceStanding[] })[];
}

export interface DeedShares {
  n: number;
  repeat: Figure;
  churn: Figure;
}

export interface Foretold {
  difference: { value: number; low: number; high: number } | null;
  verdict: 'more' | 'fewer' | 'cannot_tell' | 'too_few';
}

export interface Loyalty {
  period: Days & { days: number };
  watched: Days & { days: number };
  within: number;
  rules: { least: number };
  maps: LoyaltyMap[];
  customers: DeedShares & { new: DeedShares; returning: DeedShares };
  foretold: {
    groups: (DeedShares & { group: 'promoters' | 'passives' | 'detractors' })[];
    repeat: Foretold;
    churn: Foretold;
  };
  is_whole: boolean;
}

interface DriverOf {
  key: string;
  name: string;
  n: number;
  verdict: 'up' | 'down' | 'cannot_tell' | 'too_few';
}

type Interval = Pick<Figure, 'n' | 'too_few'> & { value: number; low: number; high: number };

export interface Drivers {
  by: Exclude<Way, 'behaviour'>;
  n: number;
  rules: { least: number };
  touchpoints: (DriverOf & { correlation: Interval | null })[];
  topics: (DriverOf & { difference: { value: number; low: number; high: number } | null })[];
}

export interface Gap {
  asked: Figure[];
  later: Figure;
  verdict: 'better' | 'worse' | 'cannot_tell' | 'too_few';
}

export type PlaceGap = Gap & { key: string; name: string };

export interface Expectations extends Gap {
  is_expected_asked: boolean;
  stages: (PlaceGap & { touchpoints: PlaceGap[] })[];
}
