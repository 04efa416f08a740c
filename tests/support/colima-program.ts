/** Colima as it answers: abiosoft/colima, cmd/list.go and environment/vm/lima/limautil/instance.go (a profile a line), its log lines of 0.6. */
import type { StandInAnswer, StandIns } from './stand-in-program'

const line = (time: string, words: string): string =>
  `time="2026-11-21T10:00:0${time}+01:00" level=info msg="${words}"\n`

/** `home`: of Colima, with its profiles below. */
const colimaAnswers = (home: string): readonly StandInAnswer[] => {
  const profile = (status: string, more = ''): string =>
    `{"name":"default","status":"${status}","arch":"aarch64","cpus":%cpus%,"memory":%memory%,"disk":64424509440,"dir":"${home}/_lima/colima"${more}}\n`
  return [
    { words: ['--version'], stdout: 'colima version 0.6.8\n' },
    { words: ['list', '--json'], when: { state: 'running' }, stdout: profile('Running', ',"runtime":"docker"') },
    { words: ['list', '--json'], stdout: profile('Stopped') },
    {
      words: ['stop'],
      pause: 30,
      stderr: line('1', 'stopping colima') + line('2', 'stopping ...') + line('3', 'done'),
      sets: { state: 'stopped' }
    },
    {
      words: ['start'],
      when: { fails: 'yes' },
      stderr:
        line('1', 'starting colima') +
        'time="2026-11-21T10:00:02+01:00" level=fatal msg="error starting vm: error at \'starting\': exit status 1"\n',
      code: 1
    },
    {
      words: ['start'],
      pause: 60,
      stderr:
        line('1', 'starting colima') +
        line('2', 'runtime: docker') +
        line('3', 'starting ...') +
        line('4', 'provisioning ...') +
        line('5', 'done'),
      sets: { state: 'running' },
      takes: { cpus: '--cpu' }
    },
    { words: ['restart'], stderr: line('1', 'restarting colima') + line('2', 'done'), sets: { state: 'running' } }
  ]
}

export const makeColima = (
  programs: StandIns,
  home: string,
  state: Readonly<Record<string, string>> = {}
): Promise<void> =>
  programs.make('colima', colimaAnswers(home), { state: 'running', cpus: '1', memory: '1073741824', ...state })
