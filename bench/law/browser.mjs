// node browser.mjs ENGINE PACK CASES ID: times the browser engine on one instrument, prints microseconds a case.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [engine, pack, casesFile, id] = process.argv.slice(2)
const { prepare } = await import(pathToFileURL(engine).href)
const assessor = prepare(readFileSync(pack, 'utf8')).assessor(id)
const cases = JSON.parse(readFileSync(casesFile, 'utf8'))

function best(run) {
  let least = Infinity
  const end = performance.now() + 3000
  while (performance.now() < end) {
    const start = performance.now()
    for (const facts of cases) run(facts)
    least = Math.min(least, (performance.now() - start) / cases.length)
  }
  return least * 1000
}

console.log(JSON.stringify({
  'browser engine, every reason, citation and next fact (us)': best((facts) => assessor.assess(facts)),
  'browser engine, answer only (us)': best((facts) => assessor.outcome(facts)),
}))
