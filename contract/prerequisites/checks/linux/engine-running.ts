/** Whether the engine runs, and runs again after a restart of the computer. */
import type { Cure } from '../../model'
import type { Answers, Check, Judgement } from '../check'
import { reached } from '../engine/connection'
import { says, textOf, unknown } from '../read'
import { distributionOf } from './distribution'
import { unitsOf, type Unit } from './service'

const needed = says('prerequisites-linux.engine-running.needed')
const link = 'https://docs.docker.com/engine/daemon/start/'

const cure = (name: string, ...commands: string[]): Cure => ({
  says: says(`prerequisites-linux.engine-running.cure.${name}`),
  commands,
  link
})
const found = (name: string, values?: Readonly<Record<string, string>>) =>
  says(`prerequisites-linux.engine-running.found.${name}`, values)
const notMet = (name: string, cures: readonly Cure[], values?: Readonly<Record<string, string>>): Judgement => ({
  outcome: 'not-met',
  found: found(name, values),
  needed,
  cures
})

const enable = cure('enable', 'sudo systemctl enable docker.service containerd.service')

export const engineRunning: Check = {
  id: 'linux-engine-running',
  group: 'installation',
  required: true,
  systems: ['linux'],
  probes: ['linux-service', 'linux-engine-process', 'linux-os-release', 'engine-connection'],
  judge(answers) {
    const units = unitsOf(answers('linux-service'))
    const service = units.get('docker.service')
    const known = service !== undefined && service.load !== 'not-found' ? service : undefined
    if (known?.active === 'active')
      return known.file === 'disabled' && units.get('docker.socket')?.file !== 'enabled'
        ? { outcome: 'met', found: found('until-restart'), needed, cures: [enable] }
        : { outcome: 'met', found: found('service'), needed }
    const elsewhere = reached(answers)
    if (elsewhere !== undefined)
      return { outcome: 'met', found: found('elsewhere', { endpoint: elsewhere.endpoint }), needed }
    const process = answers('linux-engine-process')
    const runs = /^\d+$/m.test(textOf(process) ?? '')
    if (known !== undefined) return stopped(known, runs)
    if (runs) return { outcome: 'met', found: found('process'), needed }
    // pgrep ends with 1 where it found none; anything else is no answer.
    if (process.kind !== 'answered' || process.code !== 1) return unknown(process, needed)
    return notMet('nothing', [start(answers, service !== undefined)])
  }
}

function stopped({ load, active }: Unit, runs: boolean): Judgement {
  const started = cure('start', 'sudo systemctl start docker.service')
  const log = cure('log', 'sudo journalctl --unit docker.service --lines 50 --no-pager')
  if (load === 'masked')
    return notMet('masked', [cure('unmask', 'sudo systemctl unmask docker.service docker.socket'), started])
  if (active === 'failed') return notMet('failed', [log, started])
  if (active === 'activating' || active === 'reloading') return notMet('starting', [log])
  if (runs) return { outcome: 'met', found: found('process'), needed }
  return notMet('stopped', [started, enable])
}

/** Systems without systemd start it by their own means. */
function start(answers: Answers, systemd: boolean): Cure {
  if (systemd) return cure('start', 'sudo systemctl start docker.service')
  return distributionOf(answers).family === 'alpine'
    ? cure('start-without-systemd', 'rc-service docker start', 'rc-update add docker default')
    : cure('start-without-systemd', 'sudo service docker start')
}
