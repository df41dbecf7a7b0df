// The declaration of acts as forms and the fold use it: unfolds the packs that rembuk.field.declaration writes.
//
// A text is a pair [Indonesian, English]; without the English pack both are Indonesian.

const EMPTY = Object.freeze({})

const readField = (name, [type, label, of = '', help = '', columns = [], adds = '', where = EMPTY, least = null, most = null], [labelEn, helpEn]) =>
  ({ name, type, label: [label, labelEn ?? label], of, help: help ? [help, helpEn ?? help] : null, columns, adds, where, least, most, required: false })

const marked = (written, fields) => ({ ...fields.get(written.replace('!', '')), required: written.endsWith('!') })

function readKind(name, told, fields, [label, sentence]) {
  return {
    name, label: [told.label, label ?? told.label], group: told.group, by: new Set(told.by), stages: told.stages ?? [],
    fields: told.fields.split(' ').map((written) => marked(written, fields)), opens: told.opens ?? '', adds: told.adds ?? '',
    changes: told.changes ?? '', changesBy: told.changes_by ?? told.changes ?? '', sets: told.sets ?? EMPTY, case: told.case ?? EMPTY,
    track: told.track ?? EMPTY, states: told.states ?? EMPTY, reaches: told.reaches ?? EMPTY,
    requires: (told.requires ?? []).map((rule) => ({ name: rule.replace('~', ''), soft: rule.endsWith('~') })),
    needsConsent: Boolean(told.consent), sentence: [told.sentence, sentence ?? told.sentence], shape: told.shape ?? 1, after: Boolean(told.after),
  }
}

/** The packs made ready: kinds and fields as Maps, choices, things and groups as pairs; `english` may be null. */
export function declare(told, english = null) {
  const map = (all, read) => new Map(Object.entries(all).map(([name, one]) => [name, read(name, one)]))
  const pairs = (all, words) => Object.fromEntries(Object.entries(all).map(([name, word]) => [name, [word, words?.[name] ?? word]]))
  const fields = map(told.fields, (name, one) => readField(name, one, [english?.fields[name] ?? []].flat()))
  for (const field of fields.values()) field.columns = field.columns.map((written) => marked(written, fields))
  return {
    digest: told.digest, fields, milestones: told.milestones, kinds: map(told.kinds, (name, kind) => readKind(name, kind, fields, english?.kinds[name] ?? [])),
    choices: Object.fromEntries(Object.entries(told.choices).map(([name, all]) => [name, pairs(all, english?.choices[name])])),
    things: pairs(told.things, english?.things), groups: pairs(told.groups, english?.groups), roles: pairs(told.roles, english?.roles),
    forbidden: {
      grounds: Object.fromEntries(Object.entries(told.grounds).map(([code, [fact, says, cite]]) => [code, { fact, says: [says, english?.grounds[code] ?? says], cite }])),
      patterns: told.patterns.map(([words, ground, says], i) => ({ words: new RegExp(words), ground, says: [says, english?.patterns[i] ?? says] })),
    },
  }
}
