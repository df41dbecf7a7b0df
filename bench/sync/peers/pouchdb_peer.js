// PouchDB with CouchDB's replication protocol: a document for each case, changed in place. History is out of sight, and of a conflict one side.
const fs = require('fs'), http = require('http'), path = require('path')
const PouchDB = require('pouchdb')
const [, , command, side] = process.argv, env = process.env
const work = () => JSON.parse(fs.readFileSync(env.WORK))
const open = (folder) => new PouchDB(path.join(folder, 'cases'), { auto_compaction: true })
const agent = new http.Agent({ keepAlive: true, maxSockets: 6 })

async function write(db, updates) {
  const known = {}
  for (const update of updates) {
    const doc = known[update.case] || (await db.get(update.case).catch(() => ({ _id: update.case })))
    for (const [name, value] of Object.entries(update.set)) doc[`${update.kind}.${name}`] = value
    Object.assign(doc, { at: update.at, by: update.by })
    doc._rev = (await db.put(doc)).rev
    known[update.case] = doc
  }
}

async function dump(db) {
  const state = {}
  let conflicts = 0
  for (const { doc } of (await db.allDocs({ include_docs: true, conflicts: true })).rows) {
    conflicts += doc._conflicts ? 1 : 0
    const { _id, _rev, _conflicts, at, by, ...rest } = doc
    state[_id] = rest
  }
  await new Promise((done) => process.stdout.write(JSON.stringify({ state, conflicts }), done))
}

const commands = {
  'hub-seed': () => write(open(env.HUB_DIR), work().base),
  'hub-edit': () => write(open(env.HUB_DIR), work().hub),
  'node-edit': () => write(open(env.NODE_DIR), work().node),
  'hub-serve'() {
    const Here = PouchDB.defaults({ prefix: env.HUB_DIR + '/', auto_compaction: true })
    new Here('cases')
    const app = require('express')()
    app.use('/', require('express-pouchdb')(Here, { mode: 'minimumForPouchDB' }))
    app.listen(Number(env.PORT), '127.0.0.1').keepAliveTimeout = 60000
    return new Promise(() => {})
  },
  'node-sync'() {
    const fetch = (url, options) => PouchDB.fetch(url, { ...options, agent })
    return PouchDB.sync(open(env.NODE_DIR), new PouchDB(`http://127.0.0.1:${env.PORT}/cases`, { fetch }))
  },
  dump: () => dump(open(side === 'hub' ? env.HUB_DIR : env.NODE_DIR)),
}
commands[command]().then(() => process.exit(0), (error) => { console.error(error.message || error); process.exit(1) })
