import { expect, it } from 'vitest'
import { settingsDifferences } from './settings-differences'

const inspect = (config: Record<string, unknown>, more: Record<string, unknown> = {}) => ({ Config: config, ...more })

it('tells what differs, name by name', () => {
  const before = inspect(
    { Cmd: ['sh'], Env: ['PATH=/bin', 'A=1'], Labels: { team: 'web' }, ExposedPorts: null, User: '' },
    { Architecture: 'amd64' }
  )
  const after = inspect(
    { Cmd: ['sh', '-c'], Env: ['PATH=/bin', 'A=2=3', 'B='], Labels: null, ExposedPorts: { '80/tcp': {} } },
    { Architecture: 'arm64' }
  )
  expect(settingsDifferences(before, after, true)).toEqual([
    { name: 'Architecture', before: 'amd64', after: 'arm64' },
    { name: 'Cmd', before: '["sh"]', after: '["sh","-c"]' },
    { name: 'Env.A', before: '1', after: '2=3' },
    { name: 'Env.B', before: undefined, after: '' },
    { name: 'ExposedPorts.80/tcp', before: undefined, after: '80/tcp' },
    { name: 'Labels.team', before: 'web', after: undefined }
  ])
  expect(settingsDifferences(before, before, true)).toEqual([])
})

it('takes whatever an engine says', () => {
  expect(settingsDifferences({}, { Config: null }, true)).toEqual([])
  expect(settingsDifferences({ Config: { Env: 'x' } }, { Config: { Env: [7, 'NAME'] } }, false)).toEqual([
    { name: 'Env.NAME', before: undefined, after: '' }
  ])
})
