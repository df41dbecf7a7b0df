// On which legal day an act was done, and at which instant (rembuk.record.days). A day is ISO text; an instant is milliseconds.

import { msOf } from './chain.mjs'

const OFFSETS = { WIB: 7, WITA: 8, WIT: 9 }
const WITA = new Set('51 52 53 63 64 65 71 72 73 74 75 76'.split(' '))
const WIT = new Set('81 82 91 92 93 94 95 96 97'.split(' '))
const HOUR = 3600000

/** The day of an ISO date or moment; null for anything else. */
export function dayIn(written) {
  const day = /^\d{4}-\d\d-\d\d/.exec(written ?? '')?.[0]
  return day && new Date(`${day}T00:00Z`).toISOString().slice(0, 10) === day ? day : null
}

const hasZone = (written) => /(Z|[+-]\d\d:?\d\d)$/.test(written)

/** The moment of an ISO text as {day, ms}; ms is null where no time zone is written. Null for anything else. */
export function momentIn(written) {
  const day = typeof written === 'string' ? dayIn(written) : null
  if (!day) return null
  const ms = written.length > 10 && hasZone(written) ? Date.parse(written) : NaN
  return { day, ms: Number.isNaN(ms) ? null : ms }
}

export const zoneOf = (region) => {
  const province = String(region ?? '').slice(0, 2)
  return WITA.has(province) ? 'WITA' : WIT.has(province) ? 'WIT' : 'WIB'
}

/** The day at a place of that zone when the clock shows these milliseconds. */
export const legalDay = (ms, zone = 'WIB') => new Date(ms + OFFSETS[zone] * HOUR).toISOString().slice(0, 10)

/** The wall-clock moment there, to the minute, with its offset: 2026-03-02T10:30+09:00. */
export function momentAt(ms, zone = 'WIB') {
  return `${new Date(ms + OFFSETS[zone] * HOUR).toISOString().slice(0, 16)}+0${OFFSETS[zone]}:00`
}

/** The legal day of an act: what it says (`on`, `at`), else the day its device wrote it, in the zone. */
export const when = (act, zone = 'WIB') => dayIn(act.fields.on) ?? momentIn(act.fields.at)?.day ?? legalDay(msOf(act.clock), zone)

/** The moment an act tells of: `at`, else when its device wrote it. */
export const instant = (act) => momentIn(act.fields.at)?.ms ?? msOf(act.clock)
