import { z } from 'zod';
import { named } from './named.ts';
import { count, day } from './shape-basics.ts';

const hour = z.string().describe('As 2026-11-05T13:00Z.');

const volumeFigures = {
  total: count,
  passed: count,
  overridden: count,
  quarantined: count,
  rejected: count,
  delivered: count,
  both: count,
  dkimOnly: count,
  spfOnly: count,
  neither: count,
};

export const volumeDay = named('VolumeDay', z.object({ day, ...volumeFigures }));
const volumeHour = z.object({ hour, ...volumeFigures });

const ofHours = {
  refused: z.enum(['too-long', 'daily-reports']).nullish().describe('Only of hours: why not.'),
  hourly: count.optional().describe('Only of hours: messages in reports about two hours at most.'),
  beside: count.optional().describe('Only of hours: all other messages.'),
};

export const volume = z.object({
  rows: z.array(z.union([volumeDay, named('VolumeHour', volumeHour)])),
  ...ofHours,
});

const camps = {
  total: count,
  counts: z.object({
    yours: count,
    forwarder: count,
    misconfigured: count,
    unknown: count,
    spoof: count,
  }),
};

export const classVolume = z.object({
  rows: z.array(z.union([z.object({ day, ...camps }), z.object({ hour, ...camps })])),
  ...ofHours,
});

export const domainVolume = z.object({
  rows: z.array(
    z.object({
      name: z.string(),
      unicode: z.string(),
      messages: count,
      passed: count,
      days: z.array(z.object({ day, messages: count, passed: count })),
      hours: z.array(z.object({ hour, messages: count, passed: count })).optional(),
    }),
  ),
  domains: count,
  messages: count,
  ...ofHours,
});
