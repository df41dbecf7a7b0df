// A form for any act, made from its declaration. What is typed is kept at each blank, so that nothing is lost when the power goes.
//
// options: {caseId, kind, given, defaults, steps, hidden, beside, after, label}
//   given    fields that stand fast and are not asked         steps   [[title, [names]], ...], one screen each
//   beside   (values, case_) -> node shown under the blanks    after   (case_, acts) -> address to go to
// `despite` is asked only when a rule stands in the way that may be passed with a ground.

import { button, h, notice, pick, say, tell } from './dom.mjs'
import { blank, things } from './blanks.mjs'
import { readForm } from '../filling.mjs'
import { momentAt, zoneOf } from '../days.mjs'

const SAVE_MS = 250

export async function actForm(app, options) {
  const form = new ActForm(app, options)
  await form.open()
  return form.node
}

class ActForm {
  constructor(app, options) {
    Object.assign(this, { app, given: {}, defaults: {}, hidden: [], step: 0, ...options })
    this.kindOf = app.declared.kinds.get(this.kind)
    this.case_ = this.caseId ? app.journal.case(this.caseId) : null
    this.seen = this.case_?.heads ?? null
    this.key = [this.caseId ?? 'baru', this.kind, ...Object.values(this.given)].join(' ')
    this.zone = this.case_ ? zoneOf(this.case_.get('region')) : app.journal.identity.zone
  }

  async open() {
    this.app.writing = this
    const about = { app: this.app, case_: this.case_, offset: momentAt(this.app.now(), this.zone).slice(16), values: () => this.values() }
    const asked = this.kindOf.fields.filter((field) => !(field.name in this.given) && !this.hidden.includes(field.name))
    this.blanks = new Map()
    const draft = await this.app.vault.read('drafts', this.key), start = { ...this.computed(), ...this.defaults, ...draft?.values }
    this.draft = draft?.values ?? {}
    for (const field of asked) this.blanks.set(field.name, { field, ...blank(field, about, () => this.changed()) })
    for (const [name, one] of this.blanks) one.set(start[name])
    this.offer()
    this.step = draft?.step ?? 0
    this.build(Boolean(draft))
  }

  /** What nobody need type: today, now, the one thing there is to point at. */
  computed() {
    const now = momentAt(this.app.now(), this.zone), identity = this.app.journal.identity
    const out = { on: now.slice(0, 10), at: now, begins_at: identity.stage, practice: 'general', nature: 'person', originals: '2', region: this.caseId ? '' : identity.place.region, facilitator: identity.author.user, language: 'indonesian' }
    for (const field of this.kindOf.fields) {
      const all = ['ref', 'refs'].includes(field.type) && this.case_ ? things(field, { case_: this.case_ }) : []
      if (field.type === 'ref' && field.required && (all.length === 1 || (all.length && field.of !== 'party'))) out[field.name] = all[0].id
      if (field.type === 'refs' && field.of === 'party') out[field.name] = all.map((party) => party.id)
    }
    return out
  }

  get pages() {
    // Where the kind of proof is chosen, it is taken at once.
    const all = [...this.blanks.keys()].filter((name) => name !== 'despite'), isProof = all.includes('proof') && all.includes('media')
    const names = isProof ? all.filter((name) => name !== 'media').flatMap((name) => (name === 'proof' ? ['proof', 'media'] : name)) : all
    if (this.steps) return [...this.steps.map(([title, wanted]) => [title, names.filter((name) => wanted.includes(name))])]
    return [['', names]]
  }

  build(isResumed) {
    this.problem = h('div', { role: 'alert' })
    this.aside = h('div', {})
    this.place = h('div', {})
    this.node = h('form', { novalidate: true, onsubmit: (event) => { event.preventDefault(); this.next() } },
      isResumed ? notice('', say('Isian yang belum selesai dipulihkan.', 'Your unfinished entries are back.')) : null, this.problem, this.place)
    this.despite = this.blanks.get('despite')?.node ?? null
    if (this.despite) this.despite.hidden = !this.blanks.get('despite').get()
    this.show()
  }

  show() {
    const pages = this.pages
    this.step = Math.min(this.step, pages.length - 1)
    const isLast = this.step === pages.length - 1, [title, names] = pages[this.step]
    const inSight = names.filter((name) => this.inSight(name)), rest = names.filter((name) => !this.inSight(name))
    const nodes = (list) => list.map((name) => this.blanks.get(name).node)
    this.place.replaceChildren(...[
      pages.length > 1 ? this.progress(pages) : null, title ? h('h2', {}, pick(title)) : null, ...nodes(inSight),
      rest.length ? h('details', {}, h('summary', {}, say(`Isian lain (${rest.length})`, `Other blanks (${rest.length})`)), nodes(rest)) : null,
      this.aside, isLast ? this.despite : null,
      h('button', { type: 'submit', class: 'wide' }, isLast ? this.label ?? say('Simpan dan tandatangani', 'Save and sign') : say('Lanjut', 'Next')),
      this.step ? button(say('Kembali', 'Back'), () => { this.step -= 1; this.show(); this.save() }, 'quiet wide') : null,
    ].filter(Boolean))
    this.refresh()
  }

  /** Short forms show all of it; long ones what must be filled and what a person is told by. */
  inSight(name) {
    const { field } = this.blanks.get(name)
    return field.required || this.steps || this.blanks.size <= 7 || SHOWN.has(name) || Boolean(this.draft[name])
  }

  progress(pages) {
    return h('ol', { class: 'steps', 'aria-label': say('Langkah', 'Steps') }, pages.map(([title], i) =>
      h('li', { 'aria-current': i === this.step ? 'step' : null, class: i < this.step ? 'done' : null }, `${i + 1}. ${pick(title)}`)))
  }

  values() { return Object.fromEntries([...this.blanks ?? []].map(([name, one]) => [name, one.get()])) }

  read() {
    const { fields, problems } = readForm([...this.blanks.values()].map((one) => one.field), this.values())
    return { fields: { ...this.given, ...fields }, problems }
  }

  changed() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), SAVE_MS)
    this.offer()
    this.refresh()
  }

  /** The tools for the kind of proof that is chosen; a stroke begun on the pad stays while other blanks change. */
  offer() {
    const { proof } = this.values()
    if (this.offered === proof) return
    this.offered = proof
    this.blanks.get('media')?.offer?.(proof)
  }

  save() {
    clearTimeout(this.timer)
    if (this.done) return null
    this.draft = this.values()
    return this.app.vault.isOpen ? this.app.vault.write([['drafts', this.key, { values: this.draft, step: this.step, caseId: this.caseId ?? null, kind: this.kind, given: this.given }]]) : null
  }

  refresh() { this.aside.replaceChildren(...[this.beside?.(this.read().fields, this.case_)].flat().filter(Boolean)) }

  mark(problems, names) {
    const wrong = names.filter((name) => problems[name])
    for (const name of names) this.blanks.get(name).wrong(problems[name] ? pick(problems[name]) : null)
    if (wrong.length) {
      const first = this.blanks.get(wrong[0])
      const hidden = first.node.closest('details')
      if (hidden) hidden.open = true
      ;(first.input ?? first.node.querySelector('input,select,textarea,button') ?? first.node).focus()
    }
    return wrong.length
  }

  async next() {
    this.problem.replaceChildren()
    const { fields, problems } = this.read(), pages = this.pages
    if (this.mark(problems, pages[this.step][1])) return
    await this.save()
    if (this.step < pages.length - 1) { this.step += 1; this.show(); this.node.scrollIntoView(); return }
    await this.submit(fields, problems)
  }

  /** Whether the proof the person named is missing; who has no way to take it here presses once more. */
  lacksProof(fields) {
    const media = this.blanks.get('media')
    if (!media || this.warned || !TAKEN_HERE.includes(fields.proof) || fields.media?.length) return false
    this.warned = true
    media.wrong(say('Ambil buktinya di sini: tanda tangan, foto, atau rekaman. Bila tidak dapat, tekan simpan sekali lagi.', 'Take the proof here: a signature, photograph or recording. If that cannot be done, press save once more.'))
    media.node.scrollIntoView({ block: 'center' })
    return true
  }

  async submit(fields, problems) {
    if (this.lacksProof(fields)) return
    const early = this.pages.findIndex(([, names]) => names.some((name) => problems[name]))
    if (early >= 0) { this.step = early; this.show(); this.mark(problems, this.pages[early][1]); return }
    const done = await this.app.journal.perform(this.caseId ?? null, [{ kind: this.kind, fields }], this.seen, [['drafts', this.key, undefined]])
    if (done.refused) return this.refused(done.refused)
    this.done = true
    clearTimeout(this.timer)
    tell(say(`Tersimpan dan ditandatangani di sini: ${this.kindOf.label[0].toLowerCase()}.`, `Saved and signed here: ${this.kindOf.label[1].toLowerCase()}.`))
    this.app.writing = null
    this.app.go(this.after?.(done.case, done.acts) ?? `#/perkara/${done.case.id}`)
  }

  refused({ reason, remedy, soft }) {
    const ground = this.blanks.get('despite') ?? this.blanks.get('reason')
    this.problem.replaceChildren(notice('bad', h('strong', {}, pick(reason)), h('p', {}, pick(remedy))))
    if (soft && ground) {
      ground.node.hidden = false
      ground.node.querySelector('textarea')?.focus()
    } else this.problem.scrollIntoView({ block: 'center' })
  }
}

const TAKEN_HERE = ['signature', 'thumbprint', 'recording']
const SHOWN = new Set(['title', 'acted_on', 'place', 'name', 'role', 'birth_date', 'nik', 'phone', 'can_read', 'read_by', 'interpreter', 'understood', 'media', 'witnesses', 'text', 'amount'])
